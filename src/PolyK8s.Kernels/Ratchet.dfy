/// Placeholder: the ratchet kernel.
module Ratchet {
  datatype Nothing = Nothing { predicate Is() { true } }
}

include "Prelude.dfy"

/// IP addresses and blocks of them, as numbers: an IPv4 address is the lower word, an IPv6 address fills both.
module Addresses {
  import opened Int32s
  import opened Lists

  newtype {:nativeType "ulong"} Word = x: int | 0 <= x < 0x1_0000_0000_0000_0000

  datatype Address = Address(six: bool, high: Word, low: Word) {
/// Both of one family, and this one no later.
    predicate AtMost(other: Address) {
      six == other.six && (high < other.high || (high == other.high && low <= other.low))
    }
  }

/// All addresses of one family from the first to the last.
  datatype Range = Range(first: Address, last: Address) {
    predicate Contains(address: Address) {
      first.AtMost(address) && address.AtMost(last)
    }

/// Both addresses are in it, or neither is.
    ghost predicate CannotTell(address: Address, other: Address) {
      Contains(address) <==> Contains(other)
    }
  }

/// A range without some others: `ipBlock`.
  datatype Block = Block(whole: Range, except: List<Range>) {
    predicate Contains(address: Address) {
      whole.Contains(address) && forall hole <- except :: !hole.Contains(address)
    } by method {
      if !whole.Contains(address) { return false; }
      for i: Int32 := 0 to |except| as Int32
        invariant forall hole <- except[..i] :: !hole.Contains(address)
      {
        if except[i].Contains(address) { return false; }
      }
      assert except[..|except|] == except;
      return true;
    }

    predicate ContainsAny(addresses: List<Address>) {
      exists address <- addresses :: Contains(address)
    } by method {
      for i: Int32 := 0 to |addresses| as Int32
        invariant forall address <- addresses[..i] :: !Contains(address)
      {
        if Contains(addresses[i]) { return true; }
      }
      return false;
    }

/// The ranges it is made of treat both addresses alike.
    ghost predicate CannotTell(address: Address, other: Address) {
      whole.CannotTell(address, other) && forall hole <- except :: hole.CannotTell(address, other)
    }
  }
}

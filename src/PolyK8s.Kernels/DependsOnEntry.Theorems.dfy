include "DependsOnEntry.dfy"

/// Reading and writing entries are inverse to one another.
module DependsOnEntryTheorems {
  import opened Native
  import opened Lists
  import opened DependsOnEntry

/// What is written is read as what it was.
  lemma WhatIsWrittenIsReadBack(form: Form, entry: Entry)
    requires form.Accepts(entry)
    ensures form.Parse(form.Format(entry)) == Some(entry)
  {
  }

/// What can be read is written as it stood: an entry has one reading and one spelling.
  lemma WhatIsReadIsWrittenBack(form: Form, parts: List<Text>)
    requires form.Parse(parts).Some?
    ensures form.Format(form.Parse(parts).value) == parts
  {
  }
}

include "Exceptions.dfy"

/// Why an exception excepts what it names, for as long as it says, and nothing else.
module ExceptionsTheorems {
  import opened Lists
  import opened Exceptions
  import Ratchet

/// An exception that has expired holds nowhere.
  lemma AnExpiredExceptionHoldsNowhere(exception: Exception, subject: Subject, now: Moment)
    requires exception.ends <= now
    ensures !exception.Excepts(subject, now)
  {}

/// What is once expired stays so, however long one waits.
  lemma AnExpiredExceptionNeverComesBack(exception: Exception, subject: Subject, now: Moment, later: Moment)
    requires exception.ends <= now <= later
    ensures !exception.Excepts(subject, later)
  {}

/// An exception changes nothing for what it does not name: other rules, other kinds, other objects.
  lemma AnExceptionChangesNothingElse(book: Book, more: Book, exception: Exception, effect: Ratchet.Effect, subject: Subject, now: Moment)
    requires more.all == book.all + [exception]
    requires !exception.Excepts(subject, now)
    ensures more.Denies(effect, subject, now) <==> book.Denies(effect, subject, now)
  {
    if more.Except(subject, now) {
      var one :| one in more.all && one.Excepts(subject, now);
      assert one in book.all;
    }
    if book.Except(subject, now) {
      var one :| one in book.all && one.Excepts(subject, now);
      assert one in more.all;
    }
  }

/// Two lists of exceptions together except exactly what either does: no two add up to more.
  lemma ExceptionsDoNotAddUp(left: Book, right: Book, both: Book, subject: Subject, now: Moment)
    requires both.all == left.all + right.all
    ensures both.Except(subject, now) <==> left.Except(subject, now) || right.Except(subject, now)
  {
    if left.Except(subject, now) {
      var one :| one in left.all && one.Excepts(subject, now);
      assert one in both.all;
    }
    if right.Except(subject, now) {
      var one :| one in right.all && one.Excepts(subject, now);
      assert one in both.all;
    }
  }

/// Exceptions never deny what passes without them.
  lemma ExceptionsNeverDeny(book: Book, effect: Ratchet.Effect, subject: Subject, now: Moment)
    ensures book.Denies(effect, subject, now) ==> effect.Deny?
  {}
}

include "SafeResource.dfy"

/// The status of a CertificateSigningRequest around its conditions.
module RequestStatus {
  import opened Native
  import opened Int32s
  import opened Lists
  import opened SafeResource

  datatype Certificate = None | Issued(text: Text)

/// Which endpoint is written to. Whole is a file before and after: nobody knows by which way it was changed.
  datatype Endpoint = Whole | Status | Approval

/// `conditions` are those present; `allTrue` whether each has the status True.
  datatype Request = Request(conditions: Conditions, certificate: Certificate, allTrue: bool)

  datatype Fault = CertificateReplaced | CertificateOutsideStatus | DecidedOutsideApproval | ConditionNotTrue {
    static function All(): List<Fault> {
      [CertificateReplaced, CertificateOutsideStatus, DecidedOutsideApproval, ConditionNotTrue]
    }
  }

/// One write. Mirrors the update validations of k8s.io/kubernetes/pkg/apis/certificates/validation.
  datatype Step = Step(endpoint: Endpoint, before: Request, after: Request) {
    predicate Makes(fault: Fault) {
      match fault
      case CertificateReplaced => before.certificate.Issued? && after.certificate != before.certificate
      case CertificateOutsideStatus => endpoint.Approval? && after.certificate != before.certificate
      case DecidedOutsideApproval =>
        endpoint.Status? && ((after.conditions.Hold(Approved) && !before.conditions.Hold(Approved))
                             || (after.conditions.Hold(Denied) && !before.conditions.Hold(Denied)))
      case ConditionNotTrue => !after.allTrue
    }

    ghost predicate IsLegal() {
      Row.CertificateSigningRequest().Permits(before.conditions, after.conditions) && forall fault: Fault :: !Makes(fault)
    }

/// Whether the write is legal, without naming what is wrong: the answer most writes get.
    predicate Passes()
      ensures Passes() <==> IsLegal()
    {
      before.conditions.MayBecomeOfRequest(after.conditions)
      && !Makes(CertificateReplaced) && !Makes(CertificateOutsideStatus) && !Makes(DecidedOutsideApproval) && !Makes(ConditionNotTrue)
    }

/// Every mistake around the conditions; with the faults of the row, none exactly when the write is legal.
    method Faults() returns (faults: seq<Fault>)
      ensures forall fault :: fault in faults <==> Makes(fault)
    {
      faults := [];
      var all := Fault.All();
      for i: Int32 := 0 to |all| as Int32
        invariant forall f :: f in faults <==> f in all[..i] && Makes(f)
      {
        if Makes(all[i]) { faults := faults + [all[i]]; }
      }
      assert all[..|all|] == all;
      forall fault: Fault ensures fault in all { EveryFaultIsListed(fault); }
    }

    lemma EveryFaultIsListed(fault: Fault)
      ensures fault in Fault.All()
    {
      var all := Fault.All();
      assert all[0].CertificateReplaced? && all[1].CertificateOutsideStatus? && all[2].DecidedOutsideApproval? && all[3].ConditionNotTrue?;
    }
  }
}

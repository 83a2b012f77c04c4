using System.Collections.Immutable;
using CsCheck;
using PolyK8s.Engine.Kernels;
using PolyK8s.Engine.Lifecycles;
using PolyK8s.Readings;

namespace PolyK8s.Engine.Tests.Kernels;

/// <summary>Statuses of Jobs and certificate requests by the kernel, against a second reading.</summary>
public sealed class StatusFieldDifferentialTests
{
    private const int Cases = 200_000;

    // Mostly consistent statuses of few values: a single step away from legal is where a misreading shows.
    private static readonly Gen<ImmutableArray<string>> JobConditions =
        Of<ImmutableArray<string>>([], ["SuccessCriteriaMet"], ["SuccessCriteriaMet", "Complete"], ["FailureTarget"], ["FailureTarget", "Failed"]);

    private static readonly Gen<int> Count = Of(0, 0, 0, 1, -1);

    private static readonly Gen<JobFields> Jobs =
        from conditions in JobConditions
        from start in Of<long?>(null, 10, 10, 20)
        from completion in Of<long?>(null, null, 15, 30)
        from active in Count
        from ready in Count
        from succeeded in Count
        from failed in Count
        from flags in Gen.Int[0, 15]
        select new JobFields(conditions, start, completion, active, ready, flags == 15 ? 1 : 0, succeeded, failed, flags == 14, (flags & 1) == 1, (flags & 6) == 6);

    private static readonly Gen<RequestFields> Requests = Gen.Select(
        Of<ImmutableArray<string>>([], ["Approved"], ["Denied"], ["Failed"], ["Approved", "Denied"], ["Approved", "Failed"]),
        Gen.Bool,
        Of<string?>(null, "Zmlyc3Q=", "c2Vjb25k"),
        (conditions, allTrue, certificate) => new RequestFields(conditions, allTrue, certificate));

    /// <summary>The planted mistakes about Jobs.</summary>
    public static TheoryData<string> JobMisreadings => [.. StatusFieldReading.JobMisreadings];

    /// <summary>The planted mistakes about requests.</summary>
    public static TheoryData<string> RequestMisreadings => [.. StatusFieldReading.RequestMisreadings];

    [Fact]
    public void Permits_the_status_of_a_job_that_the_second_reading_permits() => CompareJobs(new());

    [Fact]
    public void Permits_the_write_of_a_request_that_the_second_reading_permits() => CompareRequests(new());

    [Theory]
    [MemberData(nameof(JobMisreadings))]
    public void Tells_a_misreading_of_jobs_from_the_kernel(string misreading) => Assert.ThrowsAny<CsCheckException>(() => CompareJobs(new(misreading)));

    [Theory]
    [MemberData(nameof(RequestMisreadings))]
    public void Tells_a_misreading_of_requests_from_the_kernel(string misreading) => Assert.ThrowsAny<CsCheckException>(() => CompareRequests(new(misreading)));

    private static void CompareJobs(StatusFieldReading reading) => Gen.Select(Jobs, Jobs).Sample(
        (before, after) => JobStatuses.Faults(before, after).IsEmpty == reading.Permits(before, after), iter: Cases, threads: 1);

    private static void CompareRequests(StatusFieldReading reading) => Gen.Select(Of("", "status", "approval"), Requests, Requests).Sample(
        (subresource, before, after) => RequestStatuses.Faults(subresource, before, after).IsEmpty == reading.Permits(subresource, before, after), iter: Cases, threads: 1);

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}

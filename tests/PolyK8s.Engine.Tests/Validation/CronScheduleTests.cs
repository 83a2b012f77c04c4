using PolyK8s.Engine.Validation;
using PolyK8s.Engine.Validation.Batch;

namespace PolyK8s.Engine.Tests.Validation;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("* * * * *")]
    [InlineData("*/5 0-6 1,15 jan-mar MON-FRI")]
    [InlineData("0 0 ? * 0")]
    [InlineData("@daily")]
    [InlineData("@every 1h30m")]
    [InlineData("CRON_TZ=UTC 0 6 * * *")]
    [InlineData("5/15 * * * *")]
    public void Accepts(string schedule) => Assert.Null(CronSchedule.Fault(schedule));

    [Theory]
    [InlineData("1x", "expected exactly 5 fields, found 1: [1x]")]
    [InlineData("bad value!", "expected exactly 5 fields, found 2: [bad value!]")]
    [InlineData("60 * * * *", "end of range (60) above maximum (59): 60")]
    [InlineData("* * 0 * *", "beginning of range (0) below minimum (1): 0")]
    [InlineData("5-1 * * * *", "beginning of range (5) beyond end of range (1): 5-1")]
    [InlineData("*/0 * * * *", "step of range should be a positive number: */0")]
    [InlineData("-5 * * * *", "failed to parse int from : strconv.Atoi: parsing \"\": invalid syntax")]
    [InlineData("1/2/3 * * * *", "too many slashes: 1/2/3")]
    [InlineData("1-2-3 * * * *", "too many hyphens: 1-2-3")]
    [InlineData("@sometimes", "unrecognized descriptor: @sometimes")]
    [InlineData("* * * * 8", "end of range (8) above maximum (6): 8")]
    public void Says_what_is_wrong(string schedule, string fault) => Assert.Equal(fault, CronSchedule.Fault(schedule));

    [Theory]
    [InlineData("1h30m", true)]
    [InlineData("0", true)]
    [InlineData("-1.5s", true)]
    [InlineData("1d", false)]
    [InlineData("h", false)]
    [InlineData("", false)]
    [InlineData("1", false)]
    public void Reads_durations(string text, bool isDuration) => Assert.Equal(isDuration, GoDuration.IsValid(text));

    [Theory]
    [InlineData("60s", 60)]
    [InlineData("1m30s", 90)]
    [InlineData("+1h0.5m", 3630)]
    [InlineData("-1500ms", -1.5)]
    [InlineData("2000000us", 2)]
    [InlineData("0", 0)]
    [InlineData("1s2", null)]
    [InlineData(".s", null)]
    [InlineData("2562048h", null)]
    public void Says_how_long_a_duration_is(string text, double? seconds) => Assert.Equal(seconds, GoDuration.Parse(text)?.TotalSeconds);
}

using System.Text;
using PolyK8s.Engine.Manifests;

namespace PolyK8s.Engine.Tests.Manifests;

/// <summary>The digits of a number are the ones that were written.</summary>
public sealed class SmallNumbersTests
{
    [Fact]
    public void Gives_every_number_of_up_to_three_digits_its_own_text()
    {
        for (var number = 0; number < 1000; number++)
        {
            var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(text, SmallNumbers.Find(Encoding.ASCII.GetBytes(text)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("1000")]
    public void Knows_no_other(string digits) => Assert.Null(SmallNumbers.Find(Encoding.ASCII.GetBytes(digits)));
}

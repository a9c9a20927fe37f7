using Gateway.Rules.Referrals;

namespace Gateway.Rules.Tests.Referrals;

public sealed class ReferenceTests
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static readonly int[] Some = [0, 1, 30, 31, 961, 12_345_678, ReferralReference.Count - 1, .. Enumerable.Range(0, 200).Select(n => (int)((n * 7_919_000_009L) % ReferralReference.Count))];

    [Fact]
    public void Each_number_has_its_own_of_one_shape_and_it_reads_however_it_is_typed()
    {
        Assert.Equal(Some.Distinct().Count(), Some.Select(ReferralReference.Of).Distinct().Count());
        foreach (var reference in Some.Select(ReferralReference.Of))
        {
            Assert.Matches("^R-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}$", reference.Value);
            foreach (var typed in (string[])[reference.Value, reference.Value.ToLowerInvariant(), reference.Value.Replace("-", ""), reference.Value[2..], " " + reference.Value.Replace('-', ' ') + " "])
                Assert.True(ReferralReference.TryRead(typed, out var read) && read == reference, typed);
        }
    }

    [Fact]
    public void One_character_wrong_or_two_neighbours_exchanged_never_make_another()
    {
        foreach (var reference in Some.Take(60).Select(ReferralReference.Of))
        {
            var six = reference.Value.Replace("-", "")[1..];
            for (var at = 0; at < six.Length; at++)
            {
                foreach (var other in Alphabet.Where(other => other != six[at]))
                    Assert.False(ReferralReference.TryRead(six[..at] + other + six[(at + 1)..], out _));
                if (at > 0 && six[at] != six[at - 1]) Assert.False(ReferralReference.TryRead(six[..(at - 1)] + six[at] + six[at - 1] + six[(at + 1)..], out _));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("R-")]
    [InlineData("R-2222-2")]
    [InlineData("R-2222-222")]
    [InlineData("R-22O2-22")]
    [InlineData("R-22I2-22")]
    [InlineData("R-2222-2é")]
    [InlineData("X-2222-22")]
    public void What_is_none_does_not_read(string? typed)
    {
        Assert.False(ReferralReference.TryRead(typed, out var reference));
        Assert.True(reference.IsEmpty);
    }
}

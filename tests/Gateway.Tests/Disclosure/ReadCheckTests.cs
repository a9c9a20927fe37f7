using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Disclosure;

namespace Gateway.Tests.Disclosure;

public sealed class ReadCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly byte[] Good = """{"child":{"nhsNumber":"999 000 0018","dateOfBirth":"2023-03-04"},"purpose":"unscheduled-care","items":["plan-flag"],"deadlineMilliseconds":3000}"""u8.ToArray();

    [Fact]
    public void Any_bytes_are_a_question_or_a_fault_and_never_a_surprise() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll((byte[] bytes) => IsOneOrTheOther(bytes)));

    [Fact]
    public void Every_change_of_one_byte_is_a_question_or_a_fault()
    {
        for (var at = 0; at < Good.Length; at++)
            for (var value = 0; value < 256; value++)
                Assert.True(IsOneOrTheOther([.. Good[..at], (byte)value, .. Good[(at + 1)..]]));
    }

    [Fact]
    public void Every_shortened_question_is_a_fault()
    {
        for (var length = 0; length < Good.Length; length++) Assert.Null(ReadCheck.From(Good.AsMemory(0, length), Today).Question);
        Assert.NotNull(ReadCheck.From(Good, Today).Question);
    }

    [Fact]
    public void Faults_quote_nothing_that_was_sent()
    {
        var (_, faults) = ReadCheck.From(Encoding.UTF8.GetBytes("""{"<script>":1,"child":{"nhsNumber":"<b>","dateOfBirth":"<i>"},"purpose":"<u>","items":["<p>"]}"""), Today);
        Assert.Equal(5, faults.Count);
        Assert.All(faults, fault => Assert.DoesNotContain("<", fault.Field + fault.Words));
    }

    [Fact]
    public void Age_of_those_asked_about_is_from_today_to_26_years()
    {
        Assert.Null(ChildWords.OfBirth(Today, Today));
        Assert.NotNull(ChildWords.OfBirth(Today.AddDays(1), Today));
        Assert.Null(ChildWords.OfBirth(Today.AddYears(-26), Today));
        Assert.NotNull(ChildWords.OfBirth(Today.AddYears(-26).AddDays(-1), Today));
    }

    private static bool IsOneOrTheOther(byte[] bytes)
    {
        var (question, faults) = ReadCheck.From(bytes, Today);
        return question is null == faults.Count > 0;
    }
}

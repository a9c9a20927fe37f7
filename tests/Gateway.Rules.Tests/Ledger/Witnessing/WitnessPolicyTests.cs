using System.Collections.Immutable;
using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Rules.Tests.Ledger.Witnessing;

public sealed class WitnessPolicyTests
{
    private static readonly string Old = Cast.OldKey.Verifier.Text;
    private static readonly string New = Cast.NewKey.Verifier.Text;

    private static readonly WitnessPolicy TwoOfThree = Cast.Policy(
        $"log {Old}\n{Cast.WitnessLine(1)}{Cast.WitnessLine(2)}{Cast.WitnessLine(3)}group enough 2 w1 w2 w3\nquorum enough\n");

    [Fact]
    public void Two_of_three_witnesses_are_enough_and_one_is_not()
    {
        var head = SignedCheckpoint.Sign(Cast.At(5), Cast.OldKey);
        var accepted = Assert.IsType<PolicyVerdict.Accepted>(TwoOfThree.Judge(head.By(3, 2)));
        Assert.Equal(["w2", "w3"], accepted.Cosigned.Select(c => c.By.Name));
        Assert.All(accepted.Cosigned, c => Assert.Equal(Cast.Noon.ToUnixTimeSeconds(), c.Time));
        Assert.Single(Assert.IsType<PolicyVerdict.NoQuorum>(TwoOfThree.Judge(head.By(1))).Cosigned);
        Assert.IsType<PolicyVerdict.NoQuorum>(TwoOfThree.Judge(head.By(1, 1)));
        Assert.IsType<PolicyVerdict.NoQuorum>(TwoOfThree.Judge(head.By(1, 4)));
    }

    [Fact]
    public void Witnesses_do_not_stand_in_for_the_log()
    {
        var unsigned = new SignedCheckpoint(Cast.At(5), new Note(Cast.At(5).ToText(), []));
        Assert.IsType<PolicyVerdict.NotSigned>(TwoOfThree.Judge(unsigned.By(1, 2, 3)));
        Assert.IsType<PolicyVerdict.NotSigned>(TwoOfThree.Judge(SignedCheckpoint.Sign(Cast.At(5), Cast.NewKey).By(1, 2, 3)));
    }

    [Fact]
    public void Another_log_is_unknown_and_an_altered_text_has_bad_signatures()
    {
        var head = SignedCheckpoint.Sign(Cast.At(5), Cast.OldKey).By(1, 2);
        Assert.IsType<PolicyVerdict.UnknownOrigin>(TwoOfThree.Judge(SignedCheckpoint.Sign(Cast.At(5) with { Origin = "other.example" }, Cast.OldKey)));
        var altered = new SignedCheckpoint(Cast.At(6), head.Note with { Text = Cast.At(6).ToText() });
        Assert.Equal(new PolicyVerdict.BadSignature(Cast.Origin), TwoOfThree.Judge(altered));
        var witnessed = SignedCheckpoint.Sign(Cast.At(6), Cast.OldKey);
        Assert.Equal(new PolicyVerdict.BadSignature("one.example"), TwoOfThree.Judge(witnessed.By(2, 3).With(head.Note.Signatures[1])));
    }

    [Fact]
    public void An_empty_tree_with_a_root_is_impossible()
    {
        var policy = Cast.Policy($"log {Old}\nquorum none\n");
        Assert.IsType<PolicyVerdict.Impossible>(policy.Judge(SignedCheckpoint.Sign(Cast.At(0), Cast.OldKey)));
        Assert.IsType<PolicyVerdict.Accepted>(policy.Judge(SignedCheckpoint.Sign(new Checkpoint(Cast.Origin, 0, TreeHash.Empty.ToArray()), Cast.OldKey)));
    }

    [Fact]
    public void A_replaced_key_signs_its_own_sizes_and_both_sign_the_overlap()
    {
        var policy = Cast.Policy($"log {Old} [0,100)\nlog {New} https://ledger.example/ [90,)\nquorum none\n");
        PolicyVerdict Judge(long size, params NoteSigner[] by) => policy.Judge(SignedCheckpoint.Sign(Cast.At(size), by));

        Assert.IsType<PolicyVerdict.Accepted>(Judge(89, Cast.OldKey));
        Assert.Equal(new PolicyVerdict.KeyOutOfRange(Cast.Origin, 89), Judge(89, Cast.NewKey));
        Assert.Equal(2, Assert.IsType<PolicyVerdict.Accepted>(Judge(90, Cast.OldKey, Cast.NewKey)).SignedBy.Length);
        Assert.IsType<PolicyVerdict.Accepted>(Judge(99, Cast.OldKey));
        Assert.Equal(new PolicyVerdict.KeyOutOfRange(Cast.Origin, 100), Judge(100, Cast.OldKey));
        Assert.Equal(Cast.NewKey.Verifier.Text, Assert.Single(Assert.IsType<PolicyVerdict.Accepted>(Judge(100, Cast.OldKey, Cast.NewKey)).SignedBy).Key.Text);
        Assert.Equal("https://ledger.example/", policy.Logs[1].Url);
    }

    [Fact]
    public void Groups_nest_as_in_the_specification_s_example()
    {
        var policy = Cast.Policy(
            $"# two operators\n\n \tlog\t{Old} \n{Cast.WitnessLine(1)}{Cast.WitnessLine(2)}{Cast.WitnessLine(3)}{Cast.WitnessLine(4)}"
            + "group X all w1 w2\ngroup Y any w3 w4\ngroup X-and-Y all X Y\nquorum X-and-Y\n");
        bool Met(params int[] by) => policy.Judge(SignedCheckpoint.Sign(Cast.At(5), Cast.OldKey).By(by)) is PolicyVerdict.Accepted;

        Assert.True(Met(1, 2, 4));
        Assert.True(Met(1, 2, 3, 4));
        Assert.False(Met(1, 3, 4));
        Assert.False(Met(1, 2));
    }

    [Fact]
    public void One_witness_can_be_the_quorum()
    {
        var policy = Cast.Policy($"log {Old}\n{Cast.WitnessLine(2)}quorum w2\n");
        Assert.IsType<PolicyVerdict.Accepted>(policy.Judge(SignedCheckpoint.Sign(Cast.At(5), Cast.OldKey).By(2)));
        Assert.Equal(ImmutableArray<Cosignature>.Empty, Assert.IsType<PolicyVerdict.NoQuorum>(policy.Judge(SignedCheckpoint.Sign(Cast.At(5), Cast.OldKey))).Cosigned);
    }

    public static TheoryData<string, int, string> Faulty => new()
    {
        { "", 0, "quorum" },
        { $"log {Old}\n", 0, "quorum" },
        { "quorum none", 0, "line feed" },
        { "quorum none\nquorum none\n", 2, "second" },
        { "quorum w1\n", 1, "not defined" },
        { "group g any w1\nquorum g\n", 1, "not defined" },
        { "group g any none\nquorum g\n", 1, "not defined" },
        { "group g any\nquorum g\n", 1, "not a log" },
        { $"{Cast.WitnessLine(1)}group g 2 w1\nquorum g\n", 2, "number" },
        { $"{Cast.WitnessLine(1)}group g 0 w1\nquorum g\n", 2, "number" },
        { $"{Cast.WitnessLine(1)}group g some w1\nquorum g\n", 2, "number" },
        { $"{Cast.WitnessLine(1)}group g any w1 w1\nquorum g\n", 2, "already" },
        { $"{Cast.WitnessLine(1)}group g any w1\ngroup h any w1\nquorum g\n", 3, "already" },
        { $"{Cast.WitnessLine(1)}group w1 any w1\nquorum w1\n", 2, "taken" },
        { $"{Cast.WitnessLine(1)}{Cast.WitnessLine(1)}quorum w1\n", 2, "already" },
        { $"log {Old}\nlog {Old}\nquorum none\n", 2, "already" },
        { $"witness none {Cast.Witnesses[0].Verifier.Text}\nquorum none\n", 1, "taken" },
        { $"witness w1 {Old}\nquorum none\n", 1, "cosign" },
        { $"log {Cast.Witnesses[0].Verifier.Text}\nquorum none\n", 1, "witness" },
        { "log nothing\nquorum none\n", 1, "Malformed" },
        { $"log {Old} [100,100)\nquorum none\n", 1, "range" },
        { $"log {Old} [1,2]\nquorum none\n", 1, "range" },
        { $"log {Old} [01,2)\nquorum none\n", 1, "range" },
        { $"log {Old} [0,1) [1,2)\nquorum none\n", 1, "at most" },
        { $"log {Old} [0,1) https://a/\nquorum none\n", 1, "at most" },
        { $"log {Old} https://a/ https://b/\nquorum none\n", 1, "at most" },
        { $"log {Old}\r\nquorum none\r\n", 1, "control" },
        { "trust me\nquorum none\n", 1, "not a log" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_policy_that_means_nothing_is_refused_with_its_line(string text, int line, string why)
    {
        var faulty = Assert.IsType<WitnessPolicyReading.Faulty>(WitnessPolicyReader.Read(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(line, faulty.Line);
        Assert.Contains(why, faulty.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_octets_and_comments_may_hold_any()
    {
        byte[] octets = [.. "# "u8, 0xff, 0xfe, .. "\nwitness \u212a "u8, .. Encoding.UTF8.GetBytes(Cast.Witnesses[0].Verifier.Text), .. "\nquorum \u212a\n"u8];
        Assert.IsType<WitnessPolicyReading.Valid>(WitnessPolicyReader.Read(octets));
    }

    [Fact]
    public void A_policy_has_limits()
    {
        Assert.IsType<WitnessPolicyReading.Faulty>(WitnessPolicyReader.Read(new byte[WitnessPolicyReader.Longest + 1]));
    }
}

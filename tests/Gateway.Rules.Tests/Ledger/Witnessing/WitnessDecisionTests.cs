using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Rules.Tests.Ledger.Tiles;

namespace Gateway.Rules.Tests.Ledger.Witnessing;

public sealed class WitnessDecisionTests
{
    private static readonly TiledTree Tree = new(20);
    private static readonly LogKey[] Logs = [new(Cast.OldKey.Verifier, 0, 16, null), new(Cast.NewKey.Verifier, 12, null, null)];

    [Fact]
    public void The_first_checkpoint_is_taken_without_a_proof_and_the_next_with_one()
    {
        Assert.IsType<WitnessDecision.Cosign>(Decide(0, 5, latest: null));
        Assert.IsType<WitnessDecision.Cosign>(Decide(5, 13, latest: 5));
        Assert.IsType<WitnessDecision.Cosign>(Decide(13, 13, latest: 13));
    }

    [Fact]
    public void Whoever_knows_another_size_is_told_it()
    {
        Assert.Equal(new WitnessDecision.Conflict(0), Decide(5, 13, latest: null));
        Assert.Equal(new WitnessDecision.Conflict(13), Decide(5, 13, latest: 13));
        Assert.Equal(new WitnessDecision.Conflict(13), Decide(0, 5, latest: 13));
    }

    [Fact]
    public void A_tree_that_does_not_extend_the_one_before_is_not_cosigned()
    {
        var other = new Checkpoint(Cast.Origin, 5, new byte[32]);
        Assert.IsType<WitnessDecision.Inconsistent>(WitnessDecision.On(Request(5, 13), Logs, other));
        Assert.IsType<WitnessDecision.Inconsistent>(WitnessDecision.On(Request(5, 5), Logs, other));
        Assert.IsType<WitnessDecision.Inconsistent>(WitnessDecision.On(Request(5, 13) with { Proof = [] }, Logs, Head(5)));
        Assert.IsType<WitnessDecision.Inconsistent>(WitnessDecision.On(Request(0, 13) with { Proof = [new byte[32]] }, Logs, null));
        var impossible = new AddCheckpoint(0, [], SignedCheckpoint.Sign(new Checkpoint(Cast.Origin, 0, new byte[32]), Cast.OldKey));
        Assert.IsType<WitnessDecision.Inconsistent>(WitnessDecision.On(impossible, Logs, null));
    }

    [Fact]
    public void Only_a_known_log_s_own_keys_count_and_only_in_their_range()
    {
        Assert.IsType<WitnessDecision.UnknownOrigin>(WitnessDecision.On(Request(0, 5), [], null));
        var stranger = new AddCheckpoint(0, [], SignedCheckpoint.Sign(Head(5)).By(1));
        Assert.IsType<WitnessDecision.NotSigned>(WitnessDecision.On(stranger, Logs, null));
        Assert.IsType<WitnessDecision.NotSigned>(Decide(0, 16, latest: null));
        Assert.IsType<WitnessDecision.NotSigned>(WitnessDecision.On(Request(0, 5), [Logs[1]], null));
    }

    [Fact]
    public void A_request_reads_back()
    {
        var request = Request(5, 13);
        var read = AddCheckpoint.Read(request.ToBytes())!;
        Assert.Equal((5, request.Checkpoint), (read.Old, read.Checkpoint));
        Assert.Equal(request.Proof, read.Proof);
    }

    [Theory]
    [InlineData("old 5\n", "old 05\n")]
    [InlineData("old 5\n", "old 14\n")]
    [InlineData("old 5\n", "old -5\n")]
    [InlineData("old 5\n", "odd 5\n")]
    [InlineData("old 5\n", "old 5\nAAAA\n")]
    [InlineData("old 5\n", "")]
    [InlineData("\n\n", "\n")]
    [InlineData("— ", "- ")]
    public void Another_text_is_no_request(string part, string by) =>
        Assert.Null(AddCheckpoint.Read(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Request(5, 13).ToBytes()).Replace(part, by, StringComparison.Ordinal))));

    private static WitnessDecision Decide(long old, long size, long? latest) => WitnessDecision.On(Request(old, size), Logs, latest is { } l ? Head(l) : null);

    private static AddCheckpoint Request(long old, long size) => new(
        old,
        ProofBuilder.Consistency(old, size, Tree.Nodes().Read) is ProofBuilding.Built built ? built.Hashes : [],
        SignedCheckpoint.Sign(Head(size), Cast.OldKey));

    private static Checkpoint Head(long size) =>
        new(Cast.Origin, size, Assert.IsType<ProofBuilding.Built>(ProofBuilder.Root(size, Tree.Nodes().Read)).Hashes[0]);
}

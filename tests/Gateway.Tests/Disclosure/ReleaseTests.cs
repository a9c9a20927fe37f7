using System.Reflection;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Referrals.Attachments;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Disclosure;

/// <summary>Nothing is released without a receipt, and there is one way only to make one.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public void Release_is_made_of_a_receipt_and_nothing_else_makes_one()
    {
        Assert.All(typeof(Release).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), made => Assert.Equal(typeof(LedgerReceipt), made.GetParameters()[0].ParameterType));
        Assert.All(typeof(Release).GetProperties(), property => Assert.False(property.CanWrite));
        Assert.Throws<ArgumentNullException>(() => new Release(null!, default));
        Assert.Empty(typeof(LedgerReceipt).GetConstructors());
        Assert.All(typeof(LedgerReceipt).GetProperties(), property => Assert.False(property.CanWrite));
    }

    [Fact]
    public void Receipt_is_made_by_the_ledgers_writer_alone() =>
        Assert.All(SourcesWith("new LedgerReceipt("), file => Assert.Contains("/Audit/", file));

    [Fact]
    public void Body_of_an_answer_leaves_through_a_release_or_a_problem_alone()
    {
        string[] writes = ["BodyWriter.Write(", "BodyWriter.WriteAsync(", "Response.WriteAsync(", "Response.Body.", "WriteAsJsonAsync("];
        var files = writes.SelectMany(SourcesWith).Select(Path.GetFileName).Distinct().Order();
        // The ledger's published files, proofs and cosignatures are made for anybody's eyes and name nobody.
        Assert.Equal(["ChecksEndpoint.cs", "ConfirmOwn.cs", "Problems.cs", "PublishedFiles.cs", "ReleaseAttachment.cs", "WitnessCapability.cs"], files);
        // A file leaves part by part; it is made of a receipt as a release is, and of nothing else.
        Assert.All(typeof(ReleaseAttachment).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), made => Assert.Equal(typeof(LedgerReceipt), made.GetParameters()[0].ParameterType));
        var endpoint = File.ReadAllLines(SourcesWith("internal static class ChecksEndpoint").Single()).Single(line => line.Contains("BodyWriter.Write("));
        Assert.Contains("release.Parts", endpoint);
    }

    [Fact]
    public void Unreleased_answer_confirms_to_somebody_what_is_their_own()
    {
        // A consent as they recorded it, their own draft, what became of the step that they took, how far their own file is on its way, to a council or to a school, and the hold that they put on.
        var callers = SourcesWith("ConfirmOwn.WriteAsync(").Select(Path.GetFileName).Order();
        Assert.Equal(["AttachmentEndpoints.cs", "ConcernEndpoints.cs", "ConsentEndpoints.cs", "FileEndpoints.cs", "IncidentEndpoints.cs", "ReferralAnswers.cs", "ReferralEndpoints.cs", "RetentionEndpoints.cs", "UploadsEndpoint.cs"], callers);
    }

    [Fact]
    public void Values_of_a_custodian_have_no_public_way_into_a_log()
    {
        Assert.DoesNotContain("9990000018", new Gateway.Federation.ChildAsked(Number("9990000018"), new DateOnly(2023, 3, 4)).ToString());
        Assert.DoesNotContain("2023", new Gateway.Federation.ChildAsked(Number("9990000018"), new DateOnly(2023, 3, 4)).ToString());
    }

    private static Gateway.Rules.Identifiers.NhsNumber Number(string text)
    {
        Gateway.Rules.Identifiers.NhsNumber.Read(text, out var number);
        return number;
    }

    private static IEnumerable<string> SourcesWith(string text) => Directory
        .EnumerateFiles(Path.Combine(Contracts.PathOf(".."), "src", "Gateway"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/") && File.ReadAllText(file).Contains(text));
}

using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

public sealed class PolicyReaderTests
{
    [Fact]
    public void The_published_policy_is_whole()
    {
        var policy = Repository.Policy;
        Assert.Equal(32, policy.Hash.Length);
        Assert.True(policy.InForce(new DateOnly(2026, 11, 22)));
        Assert.False(policy.InForce(new DateOnly(2026, 4, 28)));
    }

    [Theory]
    [InlineData("ed-triage-clinician,PU01,D01,S,A1", "ed-triage-nurse,PU01,D01,S,A1", "'ed-triage-nurse' is not a role")]
    [InlineData("ed-triage-clinician,PU01,D01,S,A1", "ed-triage-clinician,PU99,D01,S,A1", "'PU99' is not a purpose")]
    [InlineData("ed-triage-clinician,PU01,D01,S,A1", "ed-triage-clinician,PU01,D99,S,A1", "'D99' is not an item")]
    [InlineData("ed-triage-clinician,PU01,D01,S,A1", "ed-triage-clinician,PU01,D01,ALLOW,A1", "'ALLOW' is not an outcome")]
    [InlineData("ed-triage-clinician,PU01,D01,S,A1", "ed-triage-clinician,PU01,D01,S,A99", "'A99' is not a reason")]
    [InlineData("ed-triage-clinician,PU01,D02,M,M1", "ed-triage-clinician,PU01,D01,S,A1", "the cell stands twice")]
    [InlineData("ed-triage-clinician,PU01,D02,M,M1,", "ed-triage-clinician,PU01,D02,M", "fields, not 6")]
    public void An_unknown_word_stops_the_policy(string row, string damaged, string fault)
    {
        var files = Repository.PolicyFiles();
        var read = PolicyReader.Read(files.With("matrix.csv", files.Text("matrix.csv").Replace(row, damaged, StringComparison.Ordinal)));
        Assert.Contains(fault, Assert.Single(Assert.IsType<PolicyReading.Faulty>(read).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var files = Repository.PolicyFiles();
        var read = PolicyReader.Read(files
            .With("matrix.csv", files.Text("matrix.csv") + "nobody,PU01,D01,S,A1,\nalso-nobody,PU01,D01,S,A1,\n")
            .With("roles.csv", files.Text("roles.csv") + "new-role,police,telepathy,maybe,no,Nobody,no\n")
            .With("manifest.csv", "name,value\nversion,1\n"));
        Assert.Equal(
        [
            "manifest.csv: 'sequence' is missing", "manifest.csv: 'validFrom' is missing", "manifest.csv: 'validTo' is missing",
            "roles.csv line 25: 'telepathy' is not a relationship", "roles.csv line 25: nominated is yes or no",
            "matrix.csv line 842: 'nobody' is not a role", "matrix.csv line 843: 'also-nobody' is not a role",
        ], Assert.IsType<PolicyReading.Faulty>(read).Faults);
    }

    [Fact]
    public void One_changed_cell_changes_the_hash()
    {
        var files = Repository.PolicyFiles();
        var changed = files.With("matrix.csv", files.Text("matrix.csv").Replace("gp,PU03,D01,S,A5", "gp,PU03,D01,R,X1", StringComparison.Ordinal));
        var read = Assert.IsType<PolicyReading.Valid>(PolicyReader.Read(changed));
        Assert.False(read.Policy.Hash.Span.SequenceEqual(Repository.Policy.Hash.Span));
    }
}

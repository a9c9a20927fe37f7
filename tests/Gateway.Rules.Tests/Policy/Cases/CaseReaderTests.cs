using System.Collections.Immutable;
using System.Text;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Rules.Tests.Policy.Cases;

/// <summary>Damage done on purpose to a case that reads: each kind is refused, and the fault names it.</summary>
public sealed class CaseReaderTests
{
    private static readonly string Sound = CaseFiles.Worked("SC-02");

    [Theory]
    [InlineData("\"competent\": null", "\"competent\": null, \"others\": null")]
    [InlineData("{\"outcome\": \"S\", \"reason\": \"A2\"}", "{\"outcome\": \"S\", \"reason\": \"A2\", \"modifiers\": null, \"status\": null, \"statusBecause\": null, \"coverage\": null, \"appliesTo\": null, \"otherAttendances\": null}")]
    [InlineData("\"courtRestrictions\": []", "\"courtRestrictions\": [{\"effect\": \"PROHIBITS\", \"items\": []}]")]
    [InlineData("\"statutoryDemand\": null", "\"statutoryDemand\": {\"kind\": \"S47_ENQUIRY\", \"items\": []}")]
    public void Optional_members_may_be_null_and_lists_may_be_empty(string sound, string other)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var reading = CaseReader.Read(Encoding.UTF8.GetBytes(Sound.Replace(sound, other, StringComparison.Ordinal)), CaseVocabulary.Of(Repository.Policy));
        var read = Assert.IsType<CaseReading<PolicyCase>.Valid>(reading).Value;
        Assert.Empty(CaseCheck.Run(Repository.Policy, read));
    }

    [Theory]
    [InlineData("\"purpose\"", "\"porpoise\"", "request: 'porpoise' is not a member of this object")]
    [InlineData("\"title\"", "\"subtitle\"", "'subtitle' is not a member of this object")]
    [InlineData("\"agencyKind\"", "\"agency\"", "request.requester: 'agency' is not a member of this object")]
    [InlineData("NHS_TRUST", "NHS", "request.requester.agencyKind: 'NHS' is not a kind of agency")]
    [InlineData("ed-triage-clinician", "ed-triage-nurse", "request.requester.role: 'ed-triage-nurse' is not a role of the policy")]
    [InlineData("ed-triage-clinician", "anyone", "request.requester.role: 'anyone' is not a role of the policy")]
    [InlineData("\"PU01\"", "\"PU99\"", "request.purpose: 'PU99' is not a purpose")]
    [InlineData("\"PU01\"", "\"any\"", "request.purpose: 'any' is not a purpose")]
    [InlineData("[\"D01\", \"D05\", \"D09\"]", "[\"D01\", \"D05\", \"D09\", \"D22\"]", "request.items: 'D22' is not an item")]
    [InlineData("[\"D01\", \"D05\", \"D09\"]", "[\"D01\", \"D05\", \"D09\", \"D01\"]", "request.items: 'D01' stands twice")]
    [InlineData("[\"D01\", \"D05\", \"D09\"]", "[]", "expect.D01: is not asked for")]
    [InlineData("[\"D01\", \"D05\", \"D09\"]", "[\"D01\", \"D05\"]", "expect.D09: is not asked for")]
    [InlineData("\"ENCOUNTER\"", "\"FRIENDSHIP\"", "request.relationship.type: 'FRIENDSHIP' is not a relationship")]
    [InlineData("\"verified\": true", "\"verified\": \"yes\"", "request.relationship.verified: must be true or false")]
    [InlineData("\"endedMinutesAgo\": null", "\"endedMinutesAgo\": -1", "request.relationship.endedMinutesAgo: must be a whole number")]
    [InlineData("\"endedMinutesAgo\": null", "\"endedMinutesAgo\": 1.5", "request.relationship.endedMinutesAgo: must be a whole number")]
    [InlineData("\"ageYears\": 3", "\"ageYears\": \"3\"", "request.subject.ageYears: must be a whole number")]
    [InlineData("\"EXACT\"", "\"NEARLY\"", "request.identityMatch: 'NEARLY' is not a match")]
    [InlineData("\"NOT_REQUIRED\"", "\"MAYBE\"", "request.consent.state: 'MAYBE' is not a state of consent")]
    [InlineData("\"givenBy\": null", "\"givenBy\": \"AUNT\"", "request.consent.givenBy: 'AUNT' is not who may answer")]
    [InlineData("\"flags\": []", "\"flags\": [\"VIP\"]", "request.flags: 'VIP' is not a flag")]
    [InlineData("\"flags\": []", "\"flags\": \"SHIELD\"", "request.flags: must be a list")]
    [InlineData("\"courtRestrictions\": []", "\"courtRestrictions\": [{\"effect\": \"ALLOWS\", \"items\": [\"D01\"]}]", "request.courtRestrictions[0].effect: 'ALLOWS' is not an effect")]
    [InlineData("\"statutoryDemand\": null", "\"statutoryDemand\": {\"kind\": \"S48\", \"items\": [\"D01\"]}", "request.statutoryDemand.kind: 'S48' is not a demand")]
    [InlineData("\"statutoryDemand\": null,", "", "request.statutoryDemand: is missing")]
    [InlineData("\"subjectCount\": 1", "\"subjectCount\": 1e99", "request.subjectCount: must be a whole number")]
    [InlineData("\"risk\": null", "\"risk\": {\"ifNotShared\": 5, \"ifShared\": 1, \"source\": \"RECIPIENT\"}", "request.risk.ifNotShared: must be a whole number from 0 to 4")]
    [InlineData("\"risk\": null", "\"risk\": {\"ifNotShared\": 3, \"ifShared\": 1, \"source\": \"GOSSIP\"}", "request.risk.source: 'GOSSIP' is not a source of risk")]
    [InlineData("2027-01-12T09:19:00Z", "2027-01-12T09:19:00", "request.at: '2027-01-12T09:19:00' is not an instant in UTC")]
    [InlineData("2027-01-12T09:19:00Z", "2027-13-12T09:19:00Z", "request.at: '2027-13-12T09:19:00Z' is not an instant in UTC")]
    [InlineData("\"NO_REPLY\",\n      \"value\": null", "\"SILENT\",\n      \"value\": null", "sources[0].status: 'SILENT' is not a status of a source")]
    [InlineData("\"value\": 1,", "\"value\": \"NO\",", "sources[1].value: 'NO' is not a value")]
    [InlineData("\"ed-2\"", "\"ed-1\"", "sources[2].sourceId: 'ed-1' says it twice")]
    [InlineData("{\"outcome\": \"S\", \"reason\": \"A2\"}", "{\"outcome\": \"YES\", \"reason\": \"A2\"}", "expect.D05.outcome: 'YES' is not an outcome")]
    [InlineData("{\"outcome\": \"S\", \"reason\": \"A2\"}", "{\"outcome\": \"S\", \"reason\": \"A99\"}", "expect.D05.reason: 'A99' is not a reason")]
    [InlineData("{\"outcome\": \"S\", \"reason\": \"A2\"}", "{\"outcome\": \"S\", \"reason\": \"A2\", \"modifiers\": [\"+Z\"]}", "expect.D05.modifiers: '+Z' is not a modifier")]
    [InlineData("{\"outcome\": \"S\", \"reason\": \"A2\"}", "{\"outcome\": \"S\", \"outcome\": \"S\", \"reason\": \"A2\"}", "expect.D05: 'outcome' stands twice")]
    [InlineData("\"status\": \"PARTIAL\"", "\"status\": \"SOME\"", "expect.D09.status: 'SOME' is not a combined status")]
    [InlineData("SHOW_COVERAGE", "SHOW_EVERYTHING", "expectNotes: 'SHOW_EVERYTHING' is not an obligation")]
    [InlineData("\"id\": \"SC-02\"", "\"id\": \"\"", "id: is empty")]
    [InlineData("\"id\": \"SC-02\"", "\"id\": \"\\u001b[2J\"", "id: holds a control character")]
    [InlineData("\"id\": \"SC-02\"", "\"id\": \"\\ud800\"", "holds half of a character")]
    [InlineData("\"id\": \"SC-02\",", "\"id\": \"SC-02\", \"\\u0069d\": \"SC-03\",", "'id' stands twice")]
    [InlineData("\"risk\": null", "\"risk\": null,", "is not JSON")]
    [InlineData("\"situation\"", "// why\n\"situation\"", "is not JSON")]
    [InlineData("\"flags\": []", "\"flags\": [[[[[[[[]]]]]]]]", "is not JSON, or is nested deeper")]
    public void Damage_is_named(string sound, string damaged, string fault)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        Assert.Contains(Faults(Replace(sound, damaged)), found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_case_without_any_one_member_is_refused()
    {
        foreach (var member in (string[])["id", "title", "situation", "request", "expect", "expectNotes", "why"])
            Assert.Contains($"{member}: is missing", Faults(Sound.Replace($"\"{member}\"", "\"sources\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_fault_is_listed_at_once() =>
        Assert.Equal(3, Faults(Replace("PU01", "PU99").Replace("NHS_TRUST", "NHS", StringComparison.Ordinal).Replace("\"EXACT\"", "\"NEARLY\"", StringComparison.Ordinal)).Length);

    [Fact]
    public void A_case_too_large_is_refused_unread() =>
        Assert.Contains("has 65537 bytes", Assert.Single(Faults(Sound + new string(' ', CaseReader.MostBytes + 1 - Encoding.UTF8.GetByteCount(Sound)))), StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_not_UTF8_is_refused()
    {
        var read = CaseReader.Read(new byte[] { 0x7B, 0xFF, 0x7D }, CaseFiles.Words);
        Assert.Equal("is not UTF-8 text", Assert.Single(Assert.IsType<CaseReading<PolicyCase>.Faulty>(read).Faults));
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault() =>
        Assert.IsType<CaseReading<PolicyCase>.Valid>(CaseReader.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Encoding.UTF8.GetBytes(Sound)).ToArray(), CaseFiles.Words));

    [Fact]
    public void No_cut_of_a_case_reads_or_throws()
    {
        var bytes = Encoding.UTF8.GetBytes(Sound.TrimEnd());
        for (var length = 0; length < bytes.Length; length += 7)
            Assert.IsType<CaseReading<PolicyCase>.Faulty>(CaseReader.Read(bytes.AsMemory(0, length), CaseFiles.Words));
    }

    private static string Replace(string sound, string damaged)
    {
        var at = Sound.IndexOf(sound, StringComparison.Ordinal);
        return string.Concat(Sound.AsSpan(0, at), damaged, Sound.AsSpan(at + sound.Length));
    }

    private static ImmutableArray<string> Faults(string text) =>
        Assert.IsType<CaseReading<PolicyCase>.Faulty>(CaseReader.Read(Encoding.UTF8.GetBytes(text), CaseFiles.Words)).Faults;
}

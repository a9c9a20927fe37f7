using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Disclosure;

/// <summary>
/// Every role and purpose of the matrix asks for everything about a child of whom everything is held. The matrix is read here
/// from its file, so that what comes out is compared with the table and not with the code that reads it.
/// </summary>
public sealed class MatrixTests
{
    private static readonly string[] Everything = [.. ItemWords.All.Select(item => item.Word())];
    private static readonly TestChild Child = TestChild.Of(3);
    private static readonly TestChild Protected = TestChild.Of(4, "ZC1 1AA", isProtected: true);
    private static readonly string[] OfConsent = ["early-help"];

    private static readonly string[][] Table =
        [.. File.ReadLines(Contracts.PathOf("policy/matrix.csv")).Skip(1).Select(line => line.Split(',')).Where(row => row[0] != "anyone")];

    private static readonly (string Role, string Purpose)[] Columns = [.. Table
        .Select(row => (row[0], Purpose: row[1] == "any" ? "school-concern" : PurposeOf(row[1]))).Distinct()];

    [Fact]
    public async Task Nobody_gets_a_byte_of_what_the_matrix_does_not_let_go_and_no_custodian_is_asked_for_it()
    {
        await using var gateway = await StartAsync(Child);
        Assert.Equal(39, Columns.Length);
        foreach (var (role, purpose) in Columns)
        {
            gateway.Relay!.Forget();
            var answer = await gateway.AskAsync(new Question(Child, Everything) { Asker = role, Purpose = purpose });

            var shared = Cells(role, purpose, "S").ToHashSet();
            var minimal = Cells(role, purpose, "M").ToHashSet();
            foreach (var (item, marks) in Held.Marks.Where(mark => !shared.Contains(mark.Key)))
                foreach (var mark in marks.Where(mark => !ToldBy(shared, minimal, mark)))
                    Assert.False(answer.Text.Contains(mark), $"{role}, {purpose}: {item} is not let go, and '{mark}' is in the answer");
            Assert.Subset(shared.Union(minimal).ToHashSet(), gateway.Relay.ItemsAsked.ToHashSet());
            if (shared.Union(minimal).Any(Held.Marks.ContainsKey)) Assert.Equal(200, answer.Status);
            else Assert.Empty(gateway.Relay.ItemsAsked);
            if (!shared.Contains("attendance-site")) Assert.DoesNotContain("Northgate", answer.Text);
            if (!shared.Contains("gp-registration")) Assert.DoesNotContain("Harbour View", answer.Text);
            if (!shared.Contains("school")) Assert.DoesNotContain("Castlebridge High", answer.Text);
        }
    }

    [Fact]
    public async Task What_is_let_go_is_there()
    {
        await using var gateway = await StartAsync(Child);
        foreach (var (role, purpose) in Columns)
        {
            var shared = Cells(role, purpose, "S").Where(Held.Marks.ContainsKey).ToArray();
            if (shared.Length == 0) continue;
            var answer = (await gateway.AskAsync(new Question(Child, Everything) { Asker = role, Purpose = purpose })).Is(200);
            Assert.All(shared, item => Assert.Contains(Held.Marks[item], answer.Text.Contains));
        }
    }

    [Fact]
    public async Task Minimal_forms_say_no_more_than_they_may()
    {
        await using var gateway = await StartAsync(Child);

        var door = (await gateway.AskAsync(new Question(Child, Everything) { Asker = "csc-front-door", Purpose = "front-door" })).Is(200);
        var visits = door.Json.GetProperty("attendances");
        Assert.Equal(("2-3", "August 2026", "yes"), (visits.GetProperty("count").GetString(), visits.GetProperty("monthOfLatest").GetString(), visits.GetProperty("anotherDepartment").GetString()));
        Assert.Empty(visits.GetProperty("rows").EnumerateArray());
        Assert.Equal("held", door.Source("together").GetProperty("answer").GetString());

        var nurse = (await gateway.AskAsync(new Question(Child, Everything))).Is(200);
        Assert.Equal(("yes", "yes"), (nurse.Json.GetProperty("attendances").GetProperty("anyInjury").GetString(), nurse.Json.GetProperty("attendances").GetProperty("anyLeftBeforeSeen").GetString()));
        Assert.Equal("Yes. No names are given.", nurse.Item("sibling-on-plan").GetProperty("words").GetString());
        Assert.False(nurse.Item("plan-category").TryGetProperty("value", out _));
    }

    [Fact]
    public async Task Protected_whereabouts_are_in_no_byte_of_any_answer()
    {
        await using var gateway = await StartAsync(Protected);
        foreach (var (role, purpose) in Columns.Where(column => column.Purpose != "immediate-protection"))
        {
            gateway.Relay!.Forget();
            var answer = await gateway.AskAsync(new Question(Protected, Everything) { Asker = role, Purpose = purpose });

            string[] places = ["Sitemark", "Practicemark", "Schoolmark", "Northgate", "Harbour View", "Castlebridge High", "Workermark", "ZC1", "lives or lived"];
            Assert.All(places, place => Assert.DoesNotContain(place, answer.Text));
            Assert.DoesNotContain("school", gateway.Relay.ItemsAsked);
        }
    }

    [Fact]
    public async Task Department_that_answers_in_part_or_asks_to_be_rung_is_not_named_as_holding()
    {
        await using var gateway = await StartAsync(Child);
        await gateway.Agencies.SetAsync("northgate-childrens-ed", new Gateway.Simulator.Behaviour(Fault: Gateway.Simulator.Fault.Withheld));

        var answer = (await gateway.AskAsync(new Question(Child, "attendance-count", "attendance-dates") { Asker = "csc-front-door", Purpose = "front-door" })).Is(200);

        Assert.Equal("not-known", answer.Source("northgate-childrens-ed").GetProperty("answer").GetString());
        Assert.DoesNotContain("withheld\"", answer.Text.Replace("\"withheld\":[", ""));
    }

    private static async Task<GatewayHost> StartAsync(TestChild child)
    {
        var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(child) { Recorded = true });
        gateway.Involve("alder-valley-nhs-trust", "encounter", child, site: "aldersham-general-ed", pregnancy: true);
        gateway.Involve("northshire-police", "incident", child, pregnancy: true);
        gateway.Involve("millpond-surgery", "registration", child, pregnancy: true);
        gateway.Involve("st-oswins-primary", "school-roll", child, pregnancy: true);
        foreach (var type in (string[])["allocation", "referral", "legal-authority"]) gateway.Involve("aldersham-council", type, child, type, pregnancy: true);
        Held.Everything(gateway, child);
        return gateway;
    }

    // A section 17 assessment without agreement is decided by the front door's column, and early help without consent gets nothing.
    private static IEnumerable<string> Cells(string role, string purpose, string outcome)
    {
        if (OfConsent.Contains(purpose) || purpose == "compelled") return [];
        var (of, why) = purpose == "section-17" ? ("csc-front-door", "front-door") : (role, purpose);
        return Table.Where(row => row[0] == of && (row[1] == "any" || PurposeOf(row[1]) == why) && row[3] == outcome).Select(row => ItemWords.All.Single(item => item.Id() == row[2]).Word());
    }

    // A council may be named because another of its items goes.
    private static bool ToldBy(HashSet<string> shared, HashSet<string> minimal, string mark) => mark switch
    {
        "Brackenford children's services" => shared.Overlaps(["plan-category", "plan-dates", "lead-social-worker"]) || minimal.Overlaps(["plan-category", "plan-dates", "lead-social-worker"]) || shared.Union(minimal).Any(IsOfCouncils),
        "Castlebridge Council" => minimal.Contains("looked-after") || shared.Union(minimal).Any(IsOfCouncils),
        "Eastholt Council" => shared.Union(minimal).Any(IsOfCouncils),
        _ => false,
    };

    private static bool IsOfCouncils(string item) => item is "plan-flag" or "plan-category" or "plan-dates" or "lead-social-worker" or "looked-after" or "unborn-plan" or "plan-ended" or "sibling-on-plan";

    private static string PurposeOf(string id) => PurposeWords.TryReadId(id, out var purpose) ? purpose.Word() : throw new InvalidDataException(id);
}

using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Federation.Fhir;

/// <summary>A Bundle is about the child and nobody else, says everything that there is, and contradicts itself nowhere; else it is not known.</summary>
public sealed class BundleTests
{
    public static readonly IReadOnlyDictionary<string, Action<JsonObject>> Contradictions = new Dictionary<string, Action<JsonObject>>
    {
        ["no Bundle"] = bundle => bundle["resourceType"] = "CareTeam",
        ["another kind of Bundle"] = bundle => bundle["type"] = "searchset-of-another-version",
        ["a history"] = bundle => bundle["type"] = "history",
        ["more in total than there is"] = bundle => bundle["total"] = 2,
        ["less in total than there is"] = bundle => bundle["total"] = 0,
        ["a total that is no number"] = bundle => bundle["total"] = "1",
        ["no entries and a total"] = bundle => bundle.Remove("entry"),
        ["an entry without a resource"] = bundle => Entry(bundle).Remove("resource"),
        ["a resource without a type"] = bundle => Resource(bundle).Remove("resourceType"),
        ["a match of another type"] = bundle => (Entry(bundle)["search"], Resource(bundle)["resourceType"]) = (new JsonObject { ["mode"] = "match" }, "Observation"),
        ["a mode of another version"] = bundle => Entry(bundle)["search"] = new JsonObject { ["mode"] = "guess" },
        ["another child"] = bundle => Resource(bundle)["subject"] = Reading.Subject("9990000026"),
        ["another child in a reference"] = bundle => Resource(bundle)["subject"] = new JsonObject { ["reference"] = "Patient/9990000026" },
        ["the child and another"] = bundle => Resource(bundle)["subject"]!["reference"] = "https://one.example/Patient/9990000026",
        ["nobody"] = bundle => Resource(bundle).Remove("subject"),
        ["nobody who can be told"] = bundle => Resource(bundle)["subject"] = new JsonObject { ["reference"] = "Patient/an-id-of-its-own" },
        ["another child beside"] = bundle => Add(bundle, new JsonObject { ["resourceType"] = "Patient", ["identifier"] = new JsonArray(Reading.Subject("9990000026")["identifier"]!.DeepClone()) }, "include"),
        ["something about another child beside"] = bundle => Add(bundle, new JsonObject { ["resourceType"] = "Goal", ["subject"] = Reading.Subject("9990000026") }, "include"),
        ["a failure beside"] = bundle => Add(bundle, Outcome("error"), "outcome"),
        ["a fatal failure beside"] = bundle => Add(bundle, Outcome("fatal"), "outcome"),
        ["an outcome of another version"] = bundle => Add(bundle, Outcome("notice"), "outcome"),
        ["a failure within"] = bundle => Resource(bundle)["contained"] = new JsonArray(Outcome("error")),
        ["a modifier"] = bundle => Resource(bundle)["modifierExtension"] = new JsonArray(new JsonObject { ["url"] = "urn:not", ["valueBoolean"] = true }),
        ["a modifier of an entry"] = bundle => Entry(bundle)["modifierExtension"] = new JsonArray(),
        ["rules that we do not know"] = bundle => bundle["implicitRules"] = "urn:rules",
        ["a time that FHIR does not write"] = bundle => bundle["meta"]!["lastUpdated"] = "Sun, 22 Nov 2026 02:09:59Z",
        ["a time with spaces"] = bundle => bundle["meta"]!["lastUpdated"] = "2026-11-22 02:09:59 +00:00",
        ["a time without its zone"] = bundle => bundle["meta"]!["lastUpdated"] = "2026-11-22T02:09:59",
        ["a day that is none"] = bundle => Array.ForEach([.. bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!["period"]).OfType<JsonObject>()], period => period["start"] = "2026-02-30"),
    };

    public static readonly TheoryData<string> Names = [.. Contradictions.Keys];

    public static readonly TheoryData<Speaks> Shapes = [Speaks.CpIs, Speaks.PatientFlags, Speaks.Encounters];

    [Theory, MemberData(nameof(Names))]
    public void A9_BundleThatContradictsItself_IsRejectedWhole(string name)
    {
        foreach (var shape in Shapes)
        {
            var (full, empty) = (Full(shape), Reading.Bundle());
            Contradictions[name](full);
            Assert.Same(Heard.Rejected, Reading.Read(shape, full));
            // The same with nothing in it is no "nothing held" either.
            if (!TryDamage(empty, name)) continue;
            Assert.NotEqual("nothing-held", Reading.Word(Reading.Read(shape, empty), Flag(shape)));
        }
    }

    [Fact]
    public void A9_MembersGivenTwiceOrNoJsonAtAll_AreRejectedWhole()
    {
        foreach (var shape in Shapes)
        {
            var text = Full(shape).ToJsonString();
            foreach (var bad in (string[])[text.Replace("\"total\":1", "\"total\":1,\"total\":0"), text[..^1], "", "null", "[]", "7", "{}", new string('[', 200) + new string(']', 200), text.Replace("\"status\":", "\"status\":\"cancelled\",\"status\":")])
                Assert.Same(Heard.Rejected, Reading.Read(shape, Encoding.UTF8.GetBytes(bad)));
        }
    }

    [Fact]
    public void Nothing_is_held_only_by_whoever_gives_everything()
    {
        foreach (var shape in Shapes)
        {
            Assert.Equal("nothing-held", Reading.Word(Reading.Read(shape, Reading.Bundle()), Flag(shape)));
            Assert.Equal("not-known not-covered", Reading.Word(Reading.Read(shape, Reading.Bundle(), everything: false), Flag(shape)));
        }
    }

    [Fact]
    public void Nothing_under_a_number_whose_own_list_points_is_not_known()
    {
        foreach (var shape in Shapes)
        {
            Assert.Equal("not-known not-matched", Reading.Word(Reading.ReadOf(shape, Reading.Bundle(), pointed: true), Flag(shape)));
            Assert.Equal("held", Reading.Word(Reading.ReadOf(shape, Full(shape), pointed: true), Flag(shape)));
            Assert.Equal("not-known not-covered", Reading.Word(Reading.ReadOf(shape, Reading.Bundle(), pointed: true, everything: false), Flag(shape)));
        }
    }

    [Theory]
    [InlineData("security", "v3-ObservationValue", "REDACTED")]
    [InlineData("security", "v3-ObservationValue", "MASKED")]
    [InlineData("security", "v3-ObservationValue", "SUBSETTED")]
    [InlineData("tag", "v3-ObservationValue", "SUBSETTED")]
    [InlineData("security", "v3-Confidentiality", "V")]
    [InlineData("security", "another", "N")]
    public void Bundle_out_of_which_something_was_taken_is_never_whole(string member, string system, string code)
    {
        foreach (var shape in Shapes)
        {
            var (full, empty) = (Full(shape), Reading.Bundle());
            foreach (var bundle in (JsonObject[])[full, empty])
                bundle["meta"]![member] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/" + system, ["code"] = code });
            Assert.Equal("not-known rejected-unverified", Reading.Word(Reading.Read(shape, empty), Flag(shape)));
            Assert.StartsWith("held", Reading.Word(Reading.Read(shape, full), Flag(shape)));
            Assert.NotEqual("nothing-held", Reading.Word(Reading.Read(shape, full), Other(shape)));
        }
    }

    [Fact]
    public void Bundle_labelled_as_usual_or_tagged_by_its_server_is_whole()
    {
        var bundle = Reading.Bundle();
        bundle["meta"]!["security"] = new JsonArray(new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", ["code"] = "R" });
        bundle["meta"]!["tag"] = new JsonArray(new JsonObject { ["system"] = "urn:server", ["code"] = "node-1" });
        Assert.Equal("nothing-held", Reading.Word(Reading.Read(Speaks.CpIs, bundle), Item.PlanFlag));
    }

    [Fact]
    public void What_is_not_all_holds_what_it_holds_and_no_nothing()
    {
        foreach (var shape in Shapes)
            foreach (var less in (Action<JsonObject>[])[Next, bundle => bundle.Remove("total"), bundle => Add(bundle, Outcome("warning"), "outcome"), Previous])
            {
                var (full, empty) = (Full(shape), Reading.Bundle());
                less(full);
                less(empty);
                Assert.StartsWith("held", Reading.Word(Reading.Read(shape, full), Flag(shape)));
                Assert.Equal(shape == Speaks.Encounters ? "held!" : "not-known rejected-unverified", Reading.Word(Reading.Read(shape, full), Other(shape)));
                Assert.Equal("not-known rejected-unverified", Reading.Word(Reading.Read(shape, empty), Flag(shape)));
            }
    }

    [Fact]
    public void Another_page_may_hold_what_the_total_counts()
    {
        var bundle = Full(Speaks.Encounters);
        bundle["total"] = 140;
        Next(bundle);
        Assert.Equal("held!", Reading.Word(Reading.Read(Speaks.Encounters, bundle), Item.AttendanceCount));
    }

    [Fact]
    public void Time_of_the_answer_is_the_older_one_and_without_one_there_is_none()
    {
        var bundle = Full(Speaks.CpIs);
        bundle["timestamp"] = "2026-11-22T01:00:00+00:00";
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero), AsOf(bundle));
        bundle.Remove("timestamp");
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 2, 9, 59, 123, TimeSpan.Zero), AsOf(bundle));
        bundle.Remove("meta");
        Assert.Null(AsOf(bundle));

        static DateTimeOffset? AsOf(JsonObject bundle) => Assert.IsType<Heard.Items>(Reading.Read(Speaks.CpIs, bundle)).AsOf;
    }

    [Fact]
    public void Child_is_told_by_a_person_in_the_answer_who_has_the_same_number_and_day_of_birth()
    {
        Assert.Equal("held", Reading.Word(Reading.Read(Speaks.CpIs, About("2023-03-04")), Item.PlanFlag));
        Assert.Equal("held", Reading.Word(Reading.Read(Speaks.CpIs, About("2023-03")), Item.PlanFlag));
        Assert.Equal("not-known not-matched", Reading.Word(Reading.Read(Speaks.CpIs, About("2023-03-05")), Item.PlanFlag));

        static JsonObject About(string born)
        {
            var bundle = Full(Speaks.CpIs);
            Resource(bundle)["subject"] = new JsonObject { ["reference"] = "https://one.example/fhir/Patient/an-id-of-its-own" };
            Add(bundle, new JsonObject { ["resourceType"] = "Patient", ["id"] = "an-id-of-its-own", ["birthDate"] = born, ["identifier"] = new JsonArray(Reading.Subject()["identifier"]!.DeepClone()) }, "include");
            return bundle;
        }
    }

    [Fact]
    public void Person_without_an_id_stands_for_no_reference()
    {
        var bundle = Full(Speaks.CpIs);
        Resource(bundle)["subject"] = new JsonObject { ["reference"] = "Group/1" };
        Add(bundle, new JsonObject { ["resourceType"] = "Patient", ["id"] = "", ["identifier"] = new JsonArray(Reading.Subject()["identifier"]!.DeepClone()) }, "include");
        bundle["entry"]![1]!["fullUrl"] = "";
        Assert.Same(Heard.Rejected, Reading.Read(Speaks.CpIs, bundle));
    }

    [Fact]
    public void Look_ups_by_others_are_no_visits_and_are_passed_over()
    {
        var bundle = Full(Speaks.CpIs);
        var before = Reading.Read(Speaks.CpIs, bundle);
        for (var n = 0; n < 25; n++) Add(bundle, new JsonObject { ["resourceType"] = "AuditEvent", ["recorded"] = "2026-08-19T14:37:00Z" }, "include");
        Assert.Equal(Assert.IsType<Heard.Items>(before).Said, Assert.IsType<Heard.Items>(Reading.Read(Speaks.CpIs, bundle)).Said);
    }

    [Fact]
    public void Entry_of_an_unknown_kind_that_nobody_says_is_beside_leaves_no_nothing()
    {
        foreach (var shape in Shapes)
        {
            var (unsaid, beside) = (Reading.Bundle(), Reading.Bundle());
            unsaid["entry"] = new JsonArray(new JsonObject { ["resource"] = new JsonObject { ["resourceType"] = "Observation" } });
            Assert.Equal("not-known rejected-unverified", Reading.Word(Reading.Read(shape, unsaid), Flag(shape)));
            beside["entry"] = new JsonArray();
            Add(beside, new JsonObject { ["resourceType"] = "Observation" }, "include");
            Assert.Equal("nothing-held", Reading.Word(Reading.Read(shape, beside), Flag(shape)));
        }
    }

    // Words that make another valid answer are not among the damages; a total of none with no entries is such an answer.
    [Theory, MemberData(nameof(Shapes))]
    public void Damage_never_makes_nothing_of_what_is_held(Speaks shape) => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ArrayOf(3).ToArbitrary(), Gen.Choose(1, 3).ToArbitrary(),
        (dice, count) =>
        {
            var bundle = Rich(shape);
            for (var n = 0; n < count; n++) Damage(bundle, new Random(dice[n]));
            var heard = Reading.Read(shape, bundle);
            var isEmptyAnswer = bundle["total"] is JsonValue total && total.TryGetValue<int>(out var said) && said == 0 && bundle["entry"] is null or JsonArray { Count: 0 };
            return isEmptyAnswer || Reading.Word(heard, Flag(shape)) != "nothing-held";
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    private static readonly JsonNode?[] Others = [Label("v3-ActCode", "NOAUTH"), Label("v3-Confidentiality", "V"), "R", "V", null, "", "other", "suspended", "draft", 7, 0, true, new JsonArray(), new JsonObject(), "2026-13-01", "Patient/1", "9990000026"];

    private static void Damage(JsonObject bundle, Random dice)
    {
        var places = Places(bundle).ToArray();
        var place = places[dice.Next(places.Length)];
        var other = Others[dice.Next(Others.Length)]?.DeepClone();
        var removes = dice.Next(2) == 0;
        if (place.Parent is JsonObject owner && removes) owner.Remove(place.GetPropertyName());
        else if (place.Parent is JsonArray list && removes) list.RemoveAt(place.GetElementIndex());
        else place.ReplaceWith(other);
    }

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => (IEnumerable<JsonNode>)[member.Value!, .. Places(member.Value!)]),
        JsonArray list => list.Where(one => one is not null).SelectMany(one => (IEnumerable<JsonNode>)[one!, .. Places(one!)]),
        _ => [],
    };

    private static JsonObject Full(Speaks shape) => shape switch
    {
        Speaks.CpIs => Reading.Bundle(Reading.CareTeam()),
        Speaks.PatientFlags => Reading.Bundle(Reading.Flag(), Reading.CarePlan()),
        _ => Reading.Bundle(Reading.Encounter()),
    };

    // With what a damage may make another word of: labels, and a flag whose one plan is over while the other runs.
    private static JsonObject Rich(Speaks shape)
    {
        var bundle = shape == Speaks.PatientFlags
            ? Reading.Bundle(Reading.Flag(plan: "CarePlan/plan-1 CarePlan/plan-2"), Reading.CarePlan(), Reading.CarePlan(status: "completed", end: "2026-05-14", id: "plan-2"))
            : Full(shape);
        foreach (var entry in bundle["entry"]!.AsArray()) Reading.Labelled(entry!["resource"]!.AsObject(), "N");
        return bundle;
    }

    private static JsonObject Label(string system, string code) => new() { ["system"] = "http://terminology.hl7.org/CodeSystem/" + system, ["code"] = code };

    private static Item Flag(Speaks shape) => shape == Speaks.Encounters ? Item.AttendanceCount : Item.PlanFlag;

    private static Item Other(Speaks shape) => shape == Speaks.Encounters ? Item.AttendanceDates : Item.LookedAfter;

    private static void Next(JsonObject bundle) => bundle["link"]!.AsArray().Add(new JsonObject { ["relation"] = "next", ["url"] = "https://one.example/fhir/?page=2" });

    private static void Previous(JsonObject bundle) => bundle["link"]!.AsArray().Add(new JsonObject { ["relation"] = "previous", ["url"] = "https://one.example/fhir/?page=1" });

    private static bool TryDamage(JsonObject empty, string name)
    {
        try
        {
            Contradictions[name](empty);
            // What these two leave is an empty answer.
            return name is not ("less in total than there is" or "no entries and a total" or "a day that is none");
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or NullReferenceException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonObject Entry(JsonObject bundle) => bundle["entry"]![0]!.AsObject();

    private static JsonObject Resource(JsonObject bundle) => Entry(bundle)["resource"]!.AsObject();

    private static void Add(JsonObject bundle, JsonObject resource, string mode) =>
        bundle["entry"]!.AsArray().Add(new JsonObject { ["resource"] = resource, ["search"] = new JsonObject { ["mode"] = mode } });

    private static JsonObject Outcome(string severity) => new()
    {
        ["resourceType"] = "OperationOutcome",
        ["issue"] = new JsonArray(new JsonObject { ["severity"] = severity, ["code"] = "processing" }),
    };
}

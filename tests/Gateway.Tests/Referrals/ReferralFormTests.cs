using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Referrals;

/// <summary>Each field of the form, damaged in turn, gives its own sentence at its own place, and nothing that was saved is lost by it.</summary>
public sealed class ReferralFormTests
{
    private static readonly ReferralTables Tables = LoadReferralTables.From(null);
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public async Task Every_field_that_is_damaged_gives_its_own_sentence_and_nothing_is_saved_over()
    {
        await using var bed = await ReferralBed.StartAsync();
        var referral = await bed.FilledAsync();
        var saved = (await bed.ReadAsync(referral)).Is(200).Json.GetProperty("form").GetRawText();
        var child = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "referrer", TestForm.Referrer)).Is(200));

        var damaged = 0;
        foreach (var task in TestForm.Tasks)
            foreach (var (field, pointer) in Places(ReferralForm.Tasks[task], JsonSerializer.SerializeToElement(TestForm.Of(task, child)), ""))
            {
                var answer = (await bed.SaveAsync(referral, task, Damaged(TestForm.Of(task, child), pointer, field))).Is(400);
                var fault = answer.Json.GetProperty("fields").EnumerateArray().Single(fault => fault.GetProperty("field").GetString() == pointer);
                Assert.Equal(field.Words, fault.GetProperty("words").GetString());
                Assert.DoesNotContain("Damagemark", answer.Text);
                damaged++;
            }

        Assert.True(damaged >= 55, $"Only {damaged} fields were damaged.");
        Assert.Equal(saved, (await bed.ReadAsync(referral)).Is(200).Json.GetProperty("form").GetRawText());
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain("Damagemark", line.Text));
    }

    [Fact]
    public async Task What_is_written_at_random_and_holds_comes_back_as_it_was_written()
    {
        await using var bed = await ReferralBed.StartAsync();
        for (var seed = 0; seed < 12; seed++)
        {
            var (random, referral) = (new Random(seed), await bed.BeginAsync());
            var children = Make(ReferralForm.Tasks["children"], random);
            var ids = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", children)).Is(200));
            var sent = new Dictionary<string, JsonObject> { ["children"] = children };
            foreach (var task in TestForm.Tasks.Skip(1))
                (await bed.SaveAsync(referral, task, sent[task] = Make(ReferralForm.Tasks[task], random))).Is(200);

            var form = JsonNode.Parse((await bed.ReadAsync(referral)).Is(200).Json.GetProperty("form").GetRawText())!.AsObject();

            foreach (var (one, n) in form["children"]!["children"]!.AsArray().Select((one, n) => (one!.AsObject(), n)))
            {
                Assert.Equal(ids[n].ToString(), (string?)one["id"]);
                one.Remove("id");
            }

            foreach (var task in TestForm.Tasks) Assert.True(JsonNode.DeepEquals(sent[task], form[task]), $"Seed {seed}, {task}.");
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_rules_between_fields_hold()
    {
        Assert.Equal(
            ["/happened Enter what happened or what you saw", "/kinds Select at least one kind of concern", "/levelOfNeed Select a level of need, or I am not sure", "/childsWords Enter what the child said, or why nobody has spoken to the child"],
            Wrong("worries", []));
        Says("worries", TestForm.Worries, body => body["latest"] = "2026-02", "/latest The latest date must be the same as or after the date when it first happened");
        Says("worries", TestForm.Worries, body => body["latest"] = "2026-11-22", "/latest The latest date must be today or in the past");
        Says("worries", TestForm.Worries, body => body.Remove("injuries"), "/injuries Add where on the body the mark is");
        Says("worries", TestForm.Worries, body => body["notSpokenBecause"] = "Asleep", "/childsWords Enter what the child said, or why nobody has spoken to the child");
        Says("worries", TestForm.Worries, body => body["kinds"] = new JsonArray("other"), "/otherKind Say what kind of concern it is");
        Says("family", TestForm.Family, body => body.Remove("because"), "/because Select why you have not told the parents");
        Says("family", TestForm.Family, body => body["reason"] = "Too short", "/reason Say why you have not told the parents, or go on without their agreement");
        Says("family", TestForm.Family, body => body.Remove("keepWhat"), "/keepWhat Say what is to be kept from the family, and why");
        OfChild(child => child.Remove("lastName"), "lastName Enter the child's last name, or describe the child");
        OfChild(child => child.Remove("dateOfBirth"), "dateOfBirth Enter a date of birth, due date or estimated age");
        OfChild(child => child["estimatedAge"] = 7, "dateOfBirth Enter a date of birth, due date or estimated age");
        OfChild(child => child["dateOfBirth"] = "2026-11-22", "dateOfBirth Date of birth must be today or in the past");
        OfChild(child => child["seen"]!["on"] = "2026-11-22", "seen/on The date you saw the child must be today or in the past");
        OfChild(child => child.Remove("school"), "school Enter the child's school, or select not in education");
        OfChild(child => child["school"] = new JsonObject { ["name"] = "A school", ["notInEducation"] = true }, "school/name Enter the child's school, or select not in education");
        OfChild(child => child["disabilities"] = new JsonArray("NONE", "AUT"), "disabilities Select a disability, or select none");
        OfChild(child => child["upn"] = "B820200005001", "upn Check the unique pupil number. The first letter does not fit the numbers");
        OfChild(child => child["nhsNumber"] = "9990000019", "nhsNumber Check the NHS number. One of the digits is wrong");
        OfChild(child => child["unborn"] = true, "dueDate Enter a due date for a child who is not born yet", "sex Select not known for a child who is not born yet");
        OfChild(child => child["effect"] = "Too short to tell", "effect Say what the effect is on this child. If you do not know, say why you are worried");
        // A child of two need not be at a school, and one of unknown age neither.
        OfChild(child => { child["dateOfBirth"] = "2024-11-01"; child.Remove("school"); });
        Assert.Empty(Check(ReferralForm.Urgent, TestForm.Urgent));
    }

    [Fact]
    public void Every_field_that_is_required_and_left_out_gives_its_own_sentence_and_none_that_is_not_does()
    {
        var required = 0;
        foreach (var task in TestForm.Tasks)
            foreach (var (field, pointer) in Places(ReferralForm.Tasks[task], JsonSerializer.SerializeToElement(TestForm.Of(task, Guid.NewGuid())), ""))
            {
                var body = TestForm.Of(task, Guid.NewGuid());
                At(body, pointer, out var name).Remove(name);
                var said = Wrong(task, body).ToArray();
                if (field.Required) Assert.Contains($"{pointer} {field.Words}", said);
                else Assert.All(said, fault => Assert.DoesNotContain("not known here", fault));
                required += field.Required ? 1 : 0;
            }

        Assert.True(required >= 40, $"Only {required} fields were left out.");
    }

    [Fact]
    public void What_is_published_of_the_form_is_what_is_asked()
    {
        var contract = Simulator.Contracts.Json("openapi/gateway.v1.json");
        var schema = new Simulator.JsonSchema(contract);
        foreach (var form in (FormField.Group[])[.. ReferralForm.Tasks.Values, ReferralForm.Urgent, ReferralForm.First])
        {
            var name = "Referral" + char.ToUpperInvariant(form.Name[0]) + form.Name[1..];
            Same(contract, contract.GetProperty("components").GetProperty("schemas").GetProperty(name), form.Fields, name);
            for (var seed = 0; seed < 5; seed++) Assert.Empty(schema.Check(JsonSerializer.SerializeToElement(Make(form, new Random(seed))), "#/components/schemas/" + name));
        }
    }

    internal static void Same(JsonElement contract, JsonElement schema, ImmutableArray<FormField> fields, string place)
    {
        if (schema.TryGetProperty("$ref", out var named)) schema = contract.GetProperty("components").GetProperty("schemas").GetProperty(named.GetString()!.Split('/')[^1]);
        var properties = schema.GetProperty("properties");
        Assert.Equal(fields.Select(field => field.Name).Order(), properties.EnumerateObject().Select(property => property.Name).Order());
        Assert.True(fields.Where(field => field.Required).Select(field => field.Name).Order().SequenceEqual(schema.GetProperty("required").EnumerateArray().Select(one => one.GetString()!).Order()), place);
        foreach (var field in fields)
        {
            var inner = properties.GetProperty(field.Name);
            if (field is FormField.Group group) Same(contract, inner, group.Fields, $"{place}/{field.Name}");
            else if (field is FormField.Rows rows) Same(contract, inner.GetProperty("items"), rows.Fields, $"{place}/{field.Name}");
            else if (field is FormField.Text text) Assert.Equal((text.Least, text.Most), (inner.GetProperty("minLength").GetInt32(), inner.GetProperty("maxLength").GetInt32()));
        }
    }

    [Fact]
    public async Task A_child_keeps_the_id_that_was_given_and_nobody_brings_one_of_their_own()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (referral, other) = (await bed.BeginAsync(), await bed.FilledAsync());
        var ids = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", TestForm.Children("ZA4 1AA", "ZA4 1AA"))).Is(200));
        var theirs = (await bed.ReadAsync(other)).Is(200).Json.GetProperty("form").GetProperty("children").GetProperty("children")[0].GetProperty("id").GetString();

        var again = TestForm.Children("ZA4 1AA", "ZA4 1AA");
        (again["children"]![0]!["id"], again["children"]![1]!["id"]) = (ids[1].ToString(), ids[0].ToString());
        Assert.Equal(ids.Reverse(), ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", again)).Is(200)));
        foreach (var wrong in (string[])[theirs!, Guid.NewGuid().ToString(), ids[0].ToString()])
        {
            again["children"]![0]!["id"] = wrong;
            Assert.Equal(wrong == ids[0].ToString() ? "/children/1/id" : "/children/0/id", Assert.Single((await bed.SaveAsync(referral, "children", again)).Is(400).Fields));
        }

        var twins = TestForm.Children("ZA4 1AA", "ZA4 1AA");
        twins["children"]![1]!["nhsNumber"] = ReferralBed.NumberOf(0).Spaced;
        Assert.Equal("/children/1/nhsNumber", Assert.Single((await bed.SaveAsync(referral, "children", twins)).Is(400).Fields));
    }

    private static void OfChild(Action<JsonObject> change, params string[] expected)
    {
        var body = TestForm.Children();
        change(body["children"]![0]!.AsObject());
        Assert.Equal(expected.Select(fault => "/children/0/" + fault), Wrong("children", body));
    }

    private static void Says(string task, JsonObject body, Action<JsonObject> change, string expected)
    {
        change(body);
        Assert.Equal([expected], Wrong(task, body));
    }

    private static IEnumerable<string> Wrong(string task, JsonObject body) => Check(ReferralForm.Tasks[task], body);

    private static IEnumerable<string> Check(FormField.Group form, JsonObject body) =>
        CheckForm.Of(form, JsonSerializer.SerializeToElement(body), Tables.Codes, new Gateway.Agencies.Register("", System.Collections.Frozen.FrozenDictionary<string, Gateway.Agencies.Agency>.Empty, []), Today)
            .Select(fault => $"{fault.Field} {fault.Words}");

    // Every field that the sample has, by its pointer, the outermost first.
    internal static IEnumerable<(FormField Field, string Pointer)> Places(FormField.Group group, JsonElement sent, string at) => Of(group.Fields, sent, at);

    private static IEnumerable<(FormField Field, string Pointer)> Of(ImmutableArray<FormField> fields, JsonElement sent, string at)
    {
        foreach (var field in fields)
        {
            if (!sent.TryGetProperty(field.Name, out var value)) continue;
            yield return (field, $"{at}/{field.Name}");
            var inner = field switch
            {
                FormField.Group group => Of(group.Fields, value, $"{at}/{field.Name}"),
                FormField.Rows rows => value.EnumerateArray().SelectMany((row, n) => Of(rows.Fields, row, $"{at}/{field.Name}/{n}")),
                _ => [],
            };
            foreach (var place in inner) yield return place;
        }
    }

    // What the field does not take: a list where an object is wanted, an object anywhere else.
    internal static JsonObject Damaged(JsonObject body, string pointer, FormField field)
    {
        At(body, pointer, out var name)[name] = field is FormField.Group ? new JsonArray("Damagemark") : new JsonObject { ["Damagemark"] = "Damagemark" };
        return body;
    }

    internal static JsonObject At(JsonObject body, string pointer, out string name)
    {
        var steps = pointer.Split('/')[1..];
        var at = (JsonNode)body;
        foreach (var step in steps[..^1]) at = at is JsonArray list ? list[int.Parse(step)]! : at[step]!;
        name = steps[^1];
        return at.AsObject();
    }

    private static JsonObject Make(FormField.Group group, Random random)
    {
        for (var tried = 0; ; tried++)
        {
            var made = Object(group.Fields, random);
            if (!Check(group, made).Any()) return made;
            Assert.True(tried < 20_000, group.Name);
        }
    }

    private static JsonObject Object(ImmutableArray<FormField> fields, Random random)
    {
        var made = new JsonObject();
        foreach (var field in fields)
            if (field is not (FormField.Id or FormField.Council) && field.Name is not ("council" or "relationships") && (field.Required || random.Next(2) == 0)) made[field.Name] = Value(field, random);
        return made;
    }

    private static JsonNode Value(FormField field, Random random) => field switch
    {
        FormField.Text text => Written(random, random.Next(text.Least, Math.Min(text.Most, text.Least + 200) + 1)),
        FormField.Choice choice => choice.Of[random.Next(choice.Of.Length)],
        FormField.Code code => Any(code.List, random),
        FormField.Codes many => new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(many.List, random)).Distinct().Where(code => code != many.Alone).DefaultIfEmpty("CON").Select(code => (JsonNode)code)]),
        FormField.Flag => random.Next(2) == 0,
        FormField.Day { Past: true } => $"{Today.AddDays(-random.Next(0, 6000)):yyyy-MM-dd}",
        FormField.Day => $"{Today.AddDays(random.Next(1, 250)):yyyy-MM-dd}",
        FormField.About => random.Next(2) == 0 ? $"{Today.AddDays(-random.Next(0, 600)):yyyy-MM-dd}" : $"{Today.AddDays(-random.Next(30, 600)):yyyy-MM}",
        FormField.Number number => random.Next(number.Least, number.Most + 1),
        FormField.Telephone => $"01632 960{random.Next(1000):D3}",
        FormField.Email => $"{(char)('a' + random.Next(26))}@example.com",
        FormField.Nhs => ReferralBed.NumberOf(random.Next(90)).Digits,
        FormField.PupilNumber => PupilNumber(random),
        FormField.Postcode => $"Z{"ABCDE"[random.Next(5)]}{random.Next(1, 10)} {random.Next(10)}AA",
        FormField.Group group => Object(group.Fields, random),
        FormField.Rows rows => new JsonArray([.. Enumerable.Range(0, random.Next(rows.Least, rows.Least + 2)).Select(_ => Row(rows, random))]),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    // Each row by itself, so that not all of them have to be lucky at once.
    private static JsonObject Row(FormField.Rows rows, Random random)
    {
        var one = new FormField.Group("row", "", [new FormField.Rows("rows", "", rows.Fields, rows.Rules, 1, 1)], []);
        for (var tried = 0; ; tried++)
        {
            var made = Object(rows.Fields, random);
            if (!Check(one, new JsonObject { ["rows"] = new JsonArray(made.DeepClone()) }).Any()) return made;
            Assert.True(tried < 20_000, rows.Name);
        }
    }

    private static string Any(string list, Random random) => Tables.Codes.Of(list, Today) is var codes ? codes[random.Next(codes.Length)] : "";

    private static string PupilNumber(Random random)
    {
        var rest = $"{random.Next(100, 999)}{random.Next(1000, 9999)}{random.Next(10, 27)}{random.Next(100, 999)}";
        return Upn.CheckLetter(rest) + rest;
    }

    private static string Written(Random random, int length)
    {
        const string Letters = "abc déf ghï \"quoted\" <b>&amp; 'x' 漢字 \\ / ";
        return "w" + string.Concat(Enumerable.Range(0, Math.Max(0, length - 2)).Select(_ => Letters[random.Next(Letters.Length)])) + (length > 1 ? "." : "");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>Steps over HTTP, as an agency's system takes them.</summary>
internal static class StepBed
{
    /// <summary>A referral of the nurse's that came to Aldersham on Saturday night.</summary>
    public static async Task<OneChild> OneAsync(this ReferralBed bed, string council = "aldersham-council", string? takenBy = null)
    {
        var (referral, children) = await bed.SentAsync([council]);
        var child = new OneChild(bed, referral, children[0]);
        if (takenBy is not null) (await child.StepAsync(takenBy, "referral.taken")).Is(200);
        return child;
    }

    /// <summary>Of one and the same child, by the form.</summary>
    public static async Task<OneChild> AgainAsync(this ReferralBed bed, string asker = "nurse", int? number = 0)
    {
        var referral = await bed.BeginAsync(asker);
        var children = TestForm.Children("ZA4 1AA");
        if (number is { } known) children["children"]![0]!["nhsNumber"] = ReferralBed.NumberOf(known).Digits;
        else children["children"]![0]!.AsObject().Remove("nhsNumber");
        await bed.FillAsync(referral, children, asker);
        return new OneChild(bed, referral, (await bed.SendAsync(referral, asker)).Is(200).Json.GetProperty("children")[0].GetProperty("child").GetGuid());
    }

    public static JsonObject Message(string decided = "We start an assessment.") => new()
    {
        ["decided"] = decided + " Messagemark.",
        ["because"] = "Her bruise does not fit what was said, and she is afraid of going home.",
        ["next"] = "A social worker sees her by Friday 27 November.",
        ["asked"] = "Keep her on the ward until then.",
        ["contact"] = "Ring 01632 960101. If you disagree, say so here.",
    };

    public static JsonObject With(params (string Name, JsonNode? Value)[] members) => new(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));

    public static JsonObject Decision(string outcome, params (string Name, JsonNode? Value)[] more)
    {
        var body = With([("outcome", outcome), ("why", "Whymark: the bruise is unexplained, and three visits in a year add up."), ("message", Message()), .. more]);
        // The nurse asks for an enquiry: a second person agrees.
        if (outcome is "no-further-action" or "advice") body["agreedBy"] ??= "csc-manager";
        if (outcome is "no-further-action" or "advice") body["advice"] = "Advicemark: speak with the health visitor.";
        return body;
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}

/// <summary>One child of a referral, and what people do about it.</summary>
internal sealed record OneChild(ReferralBed Bed, Guid Referral, Guid Child)
{
    public Task<Answer> StepAsync(string subject, string happened, JsonObject? with = null, string? requestId = null, int? version = null)
    {
        var body = (JsonObject?)with?.DeepClone() ?? [];
        body["event"] = happened;
        body["children"] ??= new JsonArray(version is null ? new JsonObject { ["child"] = Child.ToString() } : new JsonObject { ["child"] = Child.ToString(), ["version"] = version });
        return Bed.Gateway.PostAsync($"v1/referrals/{Referral}/steps", subject, body, requestId ?? Guid.NewGuid().ToString());
    }

    /// <summary>Where it stands after a step that must be taken.</summary>
    public async Task<string> ThenAsync(string subject, string happened, JsonObject? with = null)
    {
        var became = (await StepAsync(subject, happened, with)).Is(200).Json.GetProperty("children").EnumerateArray().Single(child => child.GetProperty("child").GetGuid() == Child);
        // An agency that was asked is not told.
        return became.TryGetProperty("state", out var state) ? state.GetString()! : (await StandsAsync()).Main.State.Word();
    }

    /// <summary>Why it was not taken.</summary>
    public async Task<string> NotAsync(string subject, string happened, JsonObject? with = null) => (await StepAsync(subject, happened, with)).Is(409).Json.Text("reason");

    public Task<Answer> FeedbackAsync(string subject) => Bed.Gateway.GetAsync($"v1/referrals/{Referral}/feedback", subject);

    public async Task<JsonElement> StepsAsync(string subject) =>
        (await Bed.Gateway.GetAsync($"v1/referrals/{Referral}/steps", subject)).Is(200).Json.GetProperty("children").EnumerateArray().Single(child => child.GetProperty("child").GetGuid() == Child);

    public async Task<Standing> StandsAsync() => (await Bed.ChildAsync(Child)).Stands();
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;

namespace Gateway.Concerns;

/// <summary>
/// Begins the draft of a referral with what a concern says. What makes a whole task is saved in it; of the others the beginnings are given to whoever goes on, because a task is saved whole or not
/// at all and nothing is made up.
/// </summary>
internal sealed class DraftFromConcern(SealConcerns seal, SealReferrals referrals, OpenForm form)
{
    public Guid Add(GatewayContext db, Practitioner who, Concern concern, JsonElement refer, DateTimeOffset now)
    {
        var wanted = WantedWords.TryRead(refer.GetProperty("wanted").GetString(), out var read) ? read : throw new InvalidOperationException();
        var what = $"concern\n{concern.Id:N}\n{Guid.NewGuid():N}";
        var referral = Referral.Of(who, new ReferralBegun(wanted, refer.GetProperty("dangerNow").GetBoolean(), false, StepTaking.OwnRequest(what), referrals.OfSent(what, [])), now);
        var written = seal.Open(concern);
        referral.Handle(HandlingOf.Chosen(new FormPart(written, form.Today)));
        db.Add(referral);
        var worries = Worries(written);
        if (form.Check(ReferralForm.Tasks["worries"], JsonSerializer.SerializeToElement(worries)).Count == 0)
            db.Add(ReferralTask.Of(referral.Id, "worries", referrals.Task(referral.Id, "worries", Encoding.UTF8.GetBytes(worries.ToJsonString())), now));
        return referral.Id;
    }

    /// <summary>Where the tasks of the shared form begin.</summary>
    public JsonObject Prefill(Concern concern)
    {
        var written = seal.Open(concern);
        var pupils = new FormPart(written, form.Today).Parts("pupils").Select(pupil => (JsonNode)JsonNode.Parse(pupil.Element.GetRawText())!.AsObject());
        return new JsonObject { ["children"] = new JsonObject { ["children"] = new JsonArray([.. pupils]) }, ["worries"] = Worries(written) };
    }

    private JsonObject Worries(JsonElement written)
    {
        var said = new FormPart(written, form.Today);
        var worries = new JsonObject { ["happened"] = said.Text("sawOrHeard"), ["levelOfNeed"] = "not-sure" };
        if (said.Text("childsWords") is { } words) worries["childsWords"] = words;
        if (said.Moment("noticedAt") is { } noticed) worries["latest"] = LondonTime.Day(noticed).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        if (said.Words("category").ToArray() is [_, ..] kinds) worries["kinds"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]);
        if (said.Parts("marks").ToArray() is [_, ..] marks) worries["injuries"] = new JsonArray([.. marks.Select(BodyList.Injury)]);
        return worries;
    }
}

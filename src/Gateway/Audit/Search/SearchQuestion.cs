using System.Text.Json;
using Gateway.Agencies;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;

namespace Gateway.Audit.Search;

/// <summary>A search as an officer put it.</summary>
/// <param name="Child">Who it is about, where it is a child.</param>
/// <param name="Reason">Why they look, in their own words.</param>
/// <param name="ForFamily">An extract to hand to the child or a parent, screened.</param>
/// <param name="Agreement">What a colleague agreed to.</param>
/// <param name="Before">Where the page begins.</param>
internal sealed record SearchQuestion(AccessOf Of, ChildAsked? Child, string Reason, bool ForFamily, Guid? Agreement, long? Before)
{
    public static readonly string[] Known = ["child", "practitioner", "agency", "reason", "extract", "agreement", "before"];

    /// <summary>The question, or null with what is wrong with it.</summary>
    public static SearchQuestion? Read(JsonElement body, Practitioner who, DateOnly today, List<FieldFault> faults)
    {
        var reader = new BodyReader(body, "", faults, today);
        var reason = WorkAnswers.Text(body, "reason", "Say why you look, in your own words.", faults);
        var child = reader.Has("child") ? reader.Child() : (ChildAsked?)null;
        var of = Named(reader, child, who, faults);
        var extract = reader.Text("extract");
        if (reader.Has("extract") && (extract != "family" || child is null)) reader.Fault("extract", "An extract is for the family of one child: write family, and name the child.");
        var agreement = Id(reader, "agreement");
        var before = Index(body, faults);
        return faults.Count == 0 ? new SearchQuestion(of!, child, reason, extract is not null, agreement, before) : null;
    }

    private static AccessOf? Named(BodyReader reader, ChildAsked? child, Practitioner who, List<FieldFault> faults)
    {
        var (practitioner, agency) = (reader.Text("practitioner"), reader.Text("agency"));
        if ((child is null ? 0 : 1) + (reader.Has("practitioner") ? 1 : 0) + (reader.Has("agency") ? 1 : 0) != 1)
            faults.Add(new FieldFault("child", "Name one child, one practitioner or one agency."));
        else if (child is { } one) return new AccessOf.ToChild(one.NhsNumber);
        else if (practitioner is { Length: > 0 and <= 200 }) return new AccessOf.ByPractitioner(who.Agency.Id, practitioner);
        else if (agency is { Length: > 0 and <= 200 }) return new AccessOf.ByAgency(agency);
        else reader.Fault(reader.Has("agency") ? "agency" : "practitioner", "Write the id, of at most 200 characters.");
        return null;
    }

    private static Guid? Id(BodyReader reader, string name)
    {
        if (!reader.Has(name)) return null;
        if (Guid.TryParseExact(reader.Text(name), "D", out var id)) return id;
        reader.Fault(name, "Send the id that your colleague was given.");
        return null;
    }

    private static long? Index(JsonElement body, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("before", out var before)) return null;
        if (before.ValueKind == JsonValueKind.Number && before.TryGetInt64(out var index) && index >= 0) return index;
        faults.Add(new FieldFault("before", "Send the number that the page before gave."));
        return null;
    }
}

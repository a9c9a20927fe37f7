using System.Collections.Frozen;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>Finds who is asked what: the agency by the port or the first segment of the path, the question by the rest.</summary>
internal sealed class Router(AgencyBook book, AnswerEndpoint answers, RelationshipEndpoint relationships, DescribedEndpoint described, NoticeEndpoint notices, ReferralEndpoint referrals, ListEndpoint lists, FhirEndpoint fhir, PdsEndpoint pds, ControlApi control)
{
    private readonly FrozenDictionary<string, SimulatedAgency>.AlternateLookup<ReadOnlySpan<char>> agencies =
        book.AgencyById.GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly FrozenDictionary<string, SimulatedCustodian>.AlternateLookup<ReadOnlySpan<char>> custodians =
        book.CustodianById.GetAlternateLookup<ReadOnlySpan<char>>();

    public Task RouteAsync(Scope scope, HttpContext context)
    {
        var path = context.Request.Path.Value.AsSpan();
        if (scope is Scope.Trap) return control.CaughtAsync(context);
        if (path.StartsWith("/control/", StringComparison.Ordinal))
            return scope is Scope.Of ? Problem.NotFoundAsync(context) : control.HandleAsync(context);
        if (scope is not Scope.Of && PdsEndpoint.Answers(path)) return pds.HandleAsync(context);
        if (!TryFind(scope, path, out var agency, out var custodian, out var question)) return Problem.NotFoundAsync(context);
        return question switch
        {
            "/v1/answers" when custodian is { Speaks: "native" } => ReadAsync(context, answers, custodian),
            "/v1/pointers" when custodian is not null && ListContent.Covers(custodian).Length > 0 => ReadAsync(context, lists, custodian),
            "/v1/relationships" when agency.ConfirmsRelationships => ReadAsync(context, relationships, agency),
            "/v1/relationships/described" when agency.ConfirmsRelationships => ReadAsync(context, described, agency),
            "/v1/notices" when agency.TakesNotices => ReadAsync(context, notices, agency),
            "/v1/referrals" when agency.ReceivesReferrals => ReadAsync(context, referrals, agency),
            _ when custodian is not null && FhirEndpoint.Answers(custodian, question) => fhir.HandleAsync(context, custodian),
            _ => Problem.NotFoundAsync(context),
        };
    }

    private bool TryFind(
        Scope scope, ReadOnlySpan<char> path, out SimulatedAgency agency, out SimulatedCustodian? custodian, out ReadOnlySpan<char> question)
    {
        question = path;
        (agency, custodian) = (null!, null);
        var split = path.Length > 1 ? path[1..].IndexOf('/') + 1 : 0;
        if (scope is Scope.Of { Agencies: [var only] } && IsWhole(path)) agency = only;
        else if (split == 0 || !TryName(path[1..split], out agency, out custodian)) return false;
        else question = path[split..];

        if (custodian is null && agency.Custodians is [var single]) custodian = single;
        return scope is Scope.Everybody || scope is Scope.Of of && of.Agencies.Contains(agency);
    }

    // Where the port says who is asked the path is the question.
    private static bool IsWhole(ReadOnlySpan<char> path) =>
        path.StartsWith("/v1/", StringComparison.Ordinal) || (path.EndsWith("/_search", StringComparison.Ordinal) && path.Count('/') == 2);

    private bool TryName(ReadOnlySpan<char> id, out SimulatedAgency agency, out SimulatedCustodian? custodian)
    {
        if (!custodians.TryGetValue(id, out custodian)) return agencies.TryGetValue(id, out agency!);
        agency = custodian.Agency;
        return true;
    }

    private static Task ReadAsync<TAsked, TQuestion>(HttpContext context, IEndpoint<TAsked, TQuestion> endpoint, TAsked asked)
    {
        if (context.Request.Method != "POST") return Problem.WrongMethodAsync(context, "POST");
        return RequestBody.IsJson(context.Request.ContentType) ? AskAsync(context, endpoint, asked) : Problem.NotJsonAsync(context);
    }

    private static async Task AskAsync<TAsked, TQuestion>(HttpContext context, IEndpoint<TAsked, TQuestion> endpoint, TAsked asked)
    {
        TQuestion question;
        try
        {
            question = await RequestBody.ReadAsync(context, endpoint.Parse);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == 413)
        {
            await Problem.TooLargeAsync(context);
            return;
        }
        catch (RefusedException refused)
        {
            await Problem.RefusedAsync(context, refused);
            return;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            await Problem.MalformedAsync(context);
            return;
        }
        await endpoint.AnswerAsync(context, asked, question);
    }
}

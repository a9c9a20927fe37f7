using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Matching.Links;

namespace Gateway.Matching.Registrations;

/// <summary>An agency's children, as its system sends them. The answer says how far its own lines are, and nothing of what is held.</summary>
internal static class RegistrationEndpoints
{
    public const int LargestBody = 192 * 1024;

    private static readonly Problem Gap = new(
        "registrations-missing", "Lines between are missing", StatusCodes.Status409Conflict,
        "Nothing was taken. Send the lines from the expected number on.", "asker");

    public static Task TakeAsync(HttpContext http) => OfficersWork.WithBodyAsync(http, LargestBody, ["registrations"], async (who, body) =>
    {
        var faults = new List<FieldFault>();
        var lines = ReadRegistrations.From(body, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), faults);
        if (faults.Count > 0) await Problems.FieldsAsync(http, faults);
        else await AnswerAsync(http, who, lines);
    });

    private static async Task AnswerAsync(HttpContext http, Agencies.Practitioner who, ImmutableArray<RegistrationLine> lines)
    {
        // Where children are looked up elsewhere, there is no index of our own to register them in.
        if (http.RequestServices.GetService<TakeRegistrations>() is not { } take)
        {
            await Problems.WriteAsync(http, Problem.NotFound);
            return;
        }

        switch (await take.RunAsync(who, lines, http.RequestAborted))
        {
            case Taken.Whole(var receipt, var position, var taken):
                await WorkAnswers.WriteAsync(http, receipt, json =>
                {
                    json.WriteNumber("position"u8, position);
                    json.WriteNumber("taken"u8, taken);
                    json.WriteNumber("already"u8, lines.Length - taken);
                });
                break;
            case Taken.Gap(var expected): await Problems.WriteAsync(http, Gap, json => json.WriteNumber("expected"u8, expected)); break;
            default: await WorkAnswers.ClosedAsync(http, who); break;
        }
    }
}

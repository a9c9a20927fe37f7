using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Disclosure;

/// <summary>Has it recorded, after an answer or a refusal went out, whether it did. The response is neither held up nor changed by it.</summary>
internal static class WhatBecame
{
    public static void Record(HttpContext http, Release release) => http.Response.OnCompleted(Ended, (http, release.Receipt.InteractionId));

    // Whole is: all of it was given to a connection that still stood. Whether anybody read it, no server knows.
    private static Task Ended(object state)
    {
        var (http, interaction) = ((HttpContext, Guid))state;
        CrashPoint.AnswerEnded.Reached();
        http.RequestServices.GetRequiredService<RecordSent>().Ended(interaction, !http.RequestAborted.IsCancellationRequested);
        return Task.CompletedTask;
    }
}

using Gateway.Referrals.Store;

namespace Gateway.Referrals.Steps;

/// <summary>Somebody disagrees: it is with whoever worked on it last, by name.</summary>
internal static class RaiseDisagreement
{
    public static StepPrepared With(StepScope scope) => new StepPrepared.Ready(scope.Plain() with
    {
        Facts = scope.Asked.Facts(json =>
        {
            if (scope.Child.Worker is not { } worker) return;
            json.WriteStartObject("with"u8);
            json.WriteString("practitioner"u8, worker);
            if (scope.Child.WorkerName is { } name) json.WriteString("name"u8, name);
            json.WriteEndObject();
        }),
    });
}

using System.Text.Json;
using Gateway.Disclosure;

namespace Gateway.Reviews;

/// <summary>A review as its officer sees it.</summary>
internal static class WriteReview
{
    public static void To(Utf8JsonWriter json, Review review, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, review.Id);
        json.WriteString("kind"u8, review.Kind.Word());
        json.WriteString("state"u8, review.DoneAt is not null ? "done" : review.DueAt <= now ? "overdue" : "waiting");
        json.WriteString("at"u8, review.At);
        json.WriteString("dueAt"u8, review.DueAt);
        WriteAbout.Members(json, review);
        WriteAbout.Items(json, review.Items);
        if (review.Reason.Length > 0) json.WriteString("reason"u8, review.Reason);
        if (review.DoneAt is { } done)
        {
            json.WriteString("outcome"u8, review.Outcome);
            json.WriteString("outcomeReason"u8, review.OutcomeReason);
            json.WriteString("doneBy"u8, review.DoneBy);
            json.WriteString("doneAt"u8, done);
        }

        json.WriteEndObject();
    }

    public static void Ended(Utf8JsonWriter json, Guid id, string outcome, DateTimeOffset at)
    {
        json.WriteString("id"u8, id);
        json.WriteString("outcome"u8, outcome);
        json.WriteString("doneAt"u8, at);
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;

namespace Gateway.Referrals;

/// <summary>A whole referral in JSON, as whoever has a part reads it here and as a council's own system receives it.</summary>
internal sealed class WriteSeen(WriteReferral write)
{
    public void Whole(Utf8JsonWriter json, ReferralSeen seen)
    {
        write.Head(json, seen.Referral);
        write.Referrer(json, seen.Referral);
        Children(json, seen.Children, seen);
        json.WriteStartObject("form"u8);
        foreach (var (name, task) in seen.Tasks.OrderBy(task => task.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            task.WriteTo(json);
        }

        json.WriteEndObject();
        if (!seen.Attachments.IsEmpty) AttachmentSeen.Write(json, seen.Attachments, seen.AddedBy);
    }

    public void Children(Utf8JsonWriter json, IEnumerable<ReferralChild> children, ReferralSeen? seen, ImmutableDictionary<Guid, ImmutableArray<NoteLeft>>? notes = null)
    {
        json.WriteStartArray("children"u8);
        foreach (var child in children)
        {
            json.WriteStartObject();
            write.Child(json, child);
            if (seen is not null) WriteReferral.Steps(json, seen.Steps.Where(step => step.Child == child.Id), seen.ToSender);
            if (notes?.GetValueOrDefault(child.Id) is { IsDefaultOrEmpty: false } left) Notes(json, left);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Notes(Utf8JsonWriter json, ImmutableArray<NoteLeft> left)
    {
        json.WriteStartArray("notes"u8);
        foreach (var note in left)
        {
            json.WriteStartObject();
            json.WriteString("at"u8, note.At);
            json.WriteString("by"u8, note.By);
            json.WriteString("note"u8, note.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

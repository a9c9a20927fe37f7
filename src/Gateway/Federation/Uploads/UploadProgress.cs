using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Federation.Uploads.Store;

namespace Gateway.Federation.Uploads;

/// <summary>How far a file is, and what came of it.</summary>
internal static class UploadProgress
{
    public static void Write(Utf8JsonWriter json, Upload upload, ImmutableArray<KindCount> kinds)
    {
        json.WriteString("upload"u8, upload.Id);
        json.WriteString("custodian"u8, upload.Custodian);
        json.WriteNumber("sequence"u8, upload.Sequence);
        json.WriteString("asOf"u8, upload.AsOf);
        json.WriteString("state"u8, Word(upload.State));
        json.WriteNumber("size"u8, upload.Size);
        json.WriteNumber("next"u8, upload.Received);
        json.WriteNumber("records"u8, upload.Records);
        json.WriteNumber("checked"u8, upload.Checked);
        if (upload.Code is { } code) WriteResult(json, upload, code, kinds);
    }

    public static string Word(UploadState state) => state switch
    {
        UploadState.Receiving => "receiving",
        UploadState.Checking => "checking",
        UploadState.Checked => "checked",
        UploadState.Applied => "applied",
        _ => "refused",
    };

    /// <summary>What was wrong with a file as a whole, and what to do.</summary>
    public static string? DetailWords(string? detail) => detail switch
    {
        "header" => "The first line is not the header of this format.",
        "content" => "What came is not what was announced: its SHA-256 differs. Send it again.",
        "records" => "The number of lines is not the number of records that was announced.",
        _ => null,
    };

    /// <summary>How many records of each kind are used now, and by the file that speaks.</summary>
    public static void WriteKinds(Utf8JsonWriter json, ImmutableArray<KindCount> kinds)
    {
        json.WriteStartArray("kinds"u8);
        foreach (var kind in kinds)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, kind.Word);
            json.WriteNumber("accepted"u8, kind.Now);
            if (kind.Before is { } before) json.WriteNumber("before"u8, before);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Upload upload, string code, ImmutableArray<KindCount> kinds)
    {
        json.WriteStartObject("result"u8);
        json.WriteString("code"u8, code);
        json.WriteString("words"u8, RecordCodeWords.FileWords(code));
        if (upload.Detail is { } detail) json.WriteString("detail"u8, detail);
        if (DetailWords(upload.Detail) is { } hint) json.WriteString("hint"u8, hint);
        json.WriteNumber("accepted"u8, upload.Accepted);
        json.WriteNumber("returned"u8, upload.Returned);
        if (!kinds.IsEmpty) WriteKinds(json, kinds);
        json.WriteEndObject();
    }
}

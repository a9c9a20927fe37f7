using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>
/// A file of JSON, written beside its final name and renamed when whole, so that nobody reads half of it.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    // Names keep their letters: these files are read by people and never put into a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly string _path;
    private readonly FileStream _file;
    private readonly FileBuffer _buffer;

    public OutputFile(string path, bool indented = false)
    {
        _path = path;
        _file = new FileStream(Partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _buffer = new FileBuffer(_file);
        Json = new Utf8JsonWriter(_buffer, Plain with { Indented = indented, NewLine = "\n" });
    }

    public Utf8JsonWriter Json { get; }

    private string Partial => _path + ".partial";

    public void EndLine()
    {
        Json.Flush();
        Json.Reset();
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
    }

    /// <summary>The file is whole: give it its name.</summary>
    public void Finish()
    {
        _buffer.Flush();
        _file.Dispose();
        File.Move(Partial, _path, overwrite: true);
    }

    public void Dispose()
    {
        Json.Dispose();
        _buffer.Dispose();
        _file.Dispose();
        File.Delete(Partial);
    }
}

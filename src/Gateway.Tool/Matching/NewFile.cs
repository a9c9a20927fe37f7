using Gateway.Tool.Matching.Evaluate.Reading;

namespace Gateway.Tool.Matching;

/// <summary>Writes a file that must not be there yet: what was measured or learned once is not written over.</summary>
internal static class NewFile
{
    public static void Write(string option, string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            file.Write(bytes);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new RefusedException($"{option}: {path} is there already. It is never overwritten.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{option}: {path} cannot be written: {e.Message}");
        }
    }
}

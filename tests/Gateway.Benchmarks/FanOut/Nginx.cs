using System.Diagnostics;
using System.Globalization;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.FanOut;

/// <summary>nginx before the sources, with kept connections and nothing to log: what a proxy adds to one call.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Child _process;
    private readonly string _folder;

    private Nginx(Child process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    public static string? Program => ((string[])["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"]).FirstOrDefault(File.Exists);

    public static async Task<Nginx> StartAsync(string program, int sources)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("gateway-nginx-").FullName, Ports.Free());
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Settings(folder, port, sources));
        var process = Child.Start("nginx", program, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]);
        process.Drain();
        await process.UntilReadyAsync(port, Sources.Calls, TimeSpan.FromSeconds(20));
        return new Nginx(process, folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Settings(string folder, int port, int sources) => string.Create(CultureInfo.InvariantCulture, $$"""
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        error_log {{folder}}/error.log;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          upstream sources { server 127.0.0.1:{{sources}}; keepalive 64; }
          server {
            listen 127.0.0.1:{{port}};
            location / { proxy_pass http://sources; proxy_http_version 1.1; proxy_set_header Connection ""; }
          }
        }
        """);
}

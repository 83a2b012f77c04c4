using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using k8s;
using k8s.KubeConfigModels;

namespace PolyK8s.Cluster;

/// <summary>Kubeconfig files, read as kubectl reads them.</summary>
/// <remarks>
/// The client library reads several files only for their current context, and of a bundle of authorities the first: during a
/// rotation that is the one that goes.
/// </remarks>
internal static class Kubeconfig
{
    /// <summary>The configuration of a context. Of several files the first that names a thing has it, and those that are not there do not count.</summary>
    /// <param name="files">At least one.</param>
    /// <param name="context">The context; null for the current one.</param>
    /// <exception cref="FormatException">A file is no kubeconfig, or has a certificate that is none.</exception>
    /// <exception cref="k8s.Exceptions.KubeConfigException">There is no file, or no such context, cluster or user.</exception>
    public static KubernetesClientConfiguration Read(IReadOnlyList<string> files, string? context)
    {
        var there = files.Where(File.Exists).ToArray();
        var merged = (there is [] ? [files[0]] : there).Select(Load).Aggregate(Merged);
        var authorities = Authorities(merged, context ?? merged.CurrentContext);
        var config = KubernetesClientConfiguration.BuildConfigFromConfigObject(merged, context);
        config.SslCaCerts = authorities;
        return config;
    }

    private static K8SConfiguration Load(string file)
    {
        try
        {
            return KubernetesClientConfiguration.LoadKubeConfig(file) is { } config ? Rooted(config, Path.GetDirectoryName(Path.GetFullPath(file))!) : throw new InvalidCastException();
        }
        catch (Exception e) when (e is InvalidCastException or YamlDotNet.Core.YamlException)
        {
            var place = e is YamlDotNet.Core.YamlException { Start.Line: > 0 } wrong ? string.Create(CultureInfo.InvariantCulture, $":{wrong.Start.Line}:{wrong.Start.Column}") : "";
            throw new FormatException($"`{file}{place}` is no kubeconfig; a YAML mapping with contexts, clusters and users is accepted");
        }
    }

    // A relative path is meant from the file it stands in.
    private static K8SConfiguration Rooted(K8SConfiguration config, string folder)
    {
        foreach (var cluster in (config.Clusters ?? []).Select(c => c.ClusterEndpoint).OfType<ClusterEndpoint>())
        {
            cluster.CertificateAuthority = From(folder, cluster.CertificateAuthority);
        }

        foreach (var user in (config.Users ?? []).Select(u => u.UserCredentials).OfType<UserCredentials>())
        {
            user.ClientCertificate = From(folder, user.ClientCertificate);
            user.ClientKey = From(folder, user.ClientKey);
        }

        return config;
    }

    private static string? From(string folder, string? path) => string.IsNullOrEmpty(path) ? path : Path.Combine(folder, path);

    private static K8SConfiguration Merged(K8SConfiguration first, K8SConfiguration next)
    {
        first.CurrentContext ??= next.CurrentContext;
        first.Contexts = [.. (first.Contexts ?? []).UnionBy(next.Contexts ?? [], c => c.Name)];
        first.Clusters = [.. (first.Clusters ?? []).UnionBy(next.Clusters ?? [], c => c.Name)];
        first.Users = [.. (first.Users ?? []).UnionBy(next.Users ?? [], u => u.Name)];
        return first;
    }

    // Taken out of the configuration, or the library would read them too, and say of a mistake neither where it is nor what it is.
    private static X509Certificate2Collection? Authorities(K8SConfiguration config, string? context)
    {
        var name = config.Contexts?.FirstOrDefault(c => c.Name.Equals(context, StringComparison.OrdinalIgnoreCase))?.ContextDetails?.Cluster;
        if (config.Clusters?.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.ClusterEndpoint is not { } cluster
            || PemText.Of("certificate-authority", cluster.CertificateAuthorityData, cluster.CertificateAuthority) is not { } pem)
        {
            return null;
        }

        (cluster.CertificateAuthorityData, cluster.CertificateAuthority) = (null, null);
        return pem.Certificates();
    }
}

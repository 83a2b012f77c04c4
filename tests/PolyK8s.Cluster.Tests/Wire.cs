namespace PolyK8s.Cluster.Tests;

/// <summary>The wire format of lists and watches.</summary>
internal static class Wire
{
    public static string List(int version, params string[] items) =>
        $$$"""{"kind":"RoleList","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"resourceVersion":"{{{version}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Page(string next, params string[] items) =>
        $$$"""{"metadata":{"resourceVersion":"10","continue":"{{{next}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Role(string name, int version = 1, string mark = "") =>
        $$$"""{"metadata":{"name":"{{{name}}}","namespace":"default","resourceVersion":"{{{version}}}","managedFields":[{"manager":"m"}],"labels":{"mark":"{{{mark}}}"},"annotations":{"a":"1","kubectl.kubernetes.io/last-applied-configuration":"{}"}},"rules":[]}""";

    public static string Event(string type, string @object) => $$$"""{"type":"{{{type}}}","object":{{{@object}}}}""";

    public static string Bookmark(int version) =>
        Event("BOOKMARK", $$$"""{"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"resourceVersion":"{{{version}}}"}}""");

    public static string Gone() =>
        Event("ERROR", """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}""");
}

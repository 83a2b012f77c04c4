namespace PolyK8s.Webhook.Tests;

/// <summary>Bodies of reviews.</summary>
internal static class Reviews
{
    public static string ConfigMap(string colour, string name = "paint") =>
        $$$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{{name}}}}","namespace":"default"},"data":{"colour":"{{{{colour}}}}"}}""";

    public static string Create(string @object, string uid = "\"u-1\"") => Of("CREATE", @object, "null", uid);

    public static string Of(string operation, string @object, string oldObject, string uid = "\"u-1\"", string more = "") =>
        $$$$"""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":{{{{uid}}}},"operation":"{{{{operation}}}}","object":{{{{@object}}}},"oldObject":{{{{oldObject}}}},"namespace":"default","userInfo":{"username":"jane","groups":["painters"]}{{{{more}}}}}}""";

    /// <summary>A ConfigMap whose <c>x</c> is that many arrays, one in the other.</summary>
    public static string Nested(int depth) =>
        $$$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"deep"},"x":{{{{new string('[', depth)}}}}{{{{new string(']', depth)}}}}}""";
}

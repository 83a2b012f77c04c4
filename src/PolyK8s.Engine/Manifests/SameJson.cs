namespace PolyK8s.Engine.Manifests;

/// <summary>Equality of JSON trees: places and the order of members do not count.</summary>
public static class SameJson
{
    /// <summary>Whether two trees hold the same JSON. Numbers are equal when their digits are.</summary>
    public static bool As(ManifestNode? left, ManifestNode? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is null || right is null || left.Kind != right.Kind || left.Text != right.Text
            || left.Items.Length != right.Items.Length || left.Members.Length != right.Members.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Items.Length; i++)
        {
            if (!As(left.Items[i], right.Items[i]))
            {
                return false;
            }
        }

        foreach (var member in left.Members)
        {
            if (right[member.Name] is not { } other || !As(member.Value, other))
            {
                return false;
            }
        }

        return true;
    }
}

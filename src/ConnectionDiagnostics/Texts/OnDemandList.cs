using System.Collections;

namespace ConnectionDiagnostics.Texts;

/// <summary>A list that is put into words when somebody looks at it: of most diagnoses only the first cause is ever read.</summary>
/// <remarks>Safe for use by many threads: at worst two make the same list.</remarks>
internal sealed class OnDemandList<T>(Func<IReadOnlyList<T>> make) : IReadOnlyList<T>
{
    private Func<IReadOnlyList<T>>? _make = make;
    private IReadOnlyList<T>? _items;

    public int Count => Items.Count;

    private IReadOnlyList<T> Items
    {
        get
        {
            if (Volatile.Read(ref _items) is { } made)
            {
                return made;
            }

            // Another thread may have made it, and let go of the means, meanwhile.
            IReadOnlyList<T> items = Volatile.Read(ref _make) is { } make ? make() : _items!;
            Volatile.Write(ref _items, items);
            Volatile.Write(ref _make, null);
            return items;
        }
    }

    public T this[int index] => Items[index];

    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
}

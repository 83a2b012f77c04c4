/// C# types the kernels speak natively, so that no value is converted at the border.
module {:extern "System"} Native {
/// Text is System.String with ordinal equality. A kernel can compare it, never build it: wording belongs to C#.
  type {:extern "String"} Text(==, !new)
}

module Int32s {
  newtype {:nativeType "int"} Int32 = x: int | -0x8000_0000 <= x < 0x8000_0000
}

module Int64s {
  newtype {:nativeType "long"} Int64 = x: int | -0x8000_0000_0000_0000 <= x < 0x8000_0000_0000_0000
}

module Lists {
/// A list the CLR can hold; an index into it fits an Int32.
  type List<+T> = s: seq<T> | |s| < 0x7fff_ffff witness []
}

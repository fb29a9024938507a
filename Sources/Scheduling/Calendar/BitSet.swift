extension FixedWidthInteger where Self: UnsignedInteger {
    /// The numbers as bits: `[0, 30]` has the bits 0 and 30.
    init(bits numbers: some Sequence<Int>) {
        self = 0
        for number in numbers { self |= 1 << Self(number) }
    }

    func has(_ number: Int) -> Bool { self >> Self(number) & 1 == 1 }

    /// The least number that is there and not below another.
    func first(from number: Int) -> Int? {
        guard number < Self.bitWidth else { return nil }
        let rest = self & (Self.max << Self(number))
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }

    /// The greatest number that is there and not above another.
    func last(upTo number: Int) -> Int? {
        guard number >= 0 else { return nil }
        let rest = number >= Self.bitWidth - 1 ? self : self & ~(Self.max << Self(number + 1))
        return rest == 0 ? nil : Self.bitWidth - 1 - rest.leadingZeroBitCount
    }

    /// All numbers that are there, the least first.
    var numbers: [Int] {
        var rest = self
        var numbers: [Int] = []
        while rest != 0 {
            numbers.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return numbers
    }
}

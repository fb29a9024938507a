internal import ArgumentParser
internal import Commands

@main
struct Main {
    static func main() async {
        await Moonreel.main()
    }
}

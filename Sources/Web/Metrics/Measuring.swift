import Hummingbird

/// Notes how long each answer took until its head was ready; streams go on beyond it.
struct Measuring: RouterMiddleware {
    let times: RouteTimes

    func handle(
        _ request: Request, context: DeskContext,
        next: (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        let response = try await next(request, context)
        let took = (ContinuousClock.now - began).components
        let route = RouteTimes.Route(
            method: request.method.rawValue, path: context.endpointPath ?? "none",
            status: Int(response.status.code))
        times.note(route, Double(took.seconds) + Double(took.attoseconds) / 1e18)
        return response
    }
}

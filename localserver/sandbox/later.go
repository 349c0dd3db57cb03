package sandbox

import "net/http"

type upload struct{}
type redirection struct{}

func (s *Sandbox) widgetHandler() http.Handler {
	return http.NotFoundHandler()
}
func (s *Sandbox) applyDown() {}

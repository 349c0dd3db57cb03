package localserver

import "net/http"

// setHeaders writes the headers that every response carries.
//
// same-origin-allow-popups keeps the bank's window connected to the widget that opened it; plain same-origin
// would blank it, and an embedder policy would keep the widget's frame out.
func setHeaders(h http.Header, policy string) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

// contentPolicy lets in the page's own files and the widget's origin, and nothing else. The widget's script
// sets style attributes on its frame, hence style-src-attr.
func contentPolicy(widget string) string {
	return "default-src 'none'; script-src 'self' " + widget + "; frame-src " + widget +
		"; connect-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'" +
		"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}

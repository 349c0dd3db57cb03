package certify

import (
	"net/http"
	"strings"

	"aisdesk/localserver/sandbox"
)

// isImport reports whether a request is one for a default import, by whichever address.
func isImport(q sandbox.Request) bool { return q.Path == importPath || q.Path == otherImport }

// isPartImport reports whether a request is one of the older commands that import a part: owners, accounts, cards or their rows.
func isPartImport(q sandbox.Request) bool {
	return q.Method == http.MethodPost && strings.HasPrefix(q.Path, commandPath+"import-")
}

// partImportFirst is the path of the first command that imports a part where it was sent before the default import, or without one;
// empty for none.
func (x *run) partImportFirst() string {
	for _, q := range x.requests {
		switch {
		case isImport(q):
			return ""
		case isPartImport(q):
			return q.Path
		}
	}
	return ""
}

// imports is about how often the default import was sent, and what was sent in its place.
func imports(_ *runner, _ testCase, x *run) []Finding {
	if len(x.others) > 0 {
		return found(SessionReused, "it used the session of the customer before; a session is for one customer and one import")
	}
	var sent []sandbox.Request
	again := "" // another command that imports, after the default import
	for _, q := range x.requests {
		switch {
		case isImport(q):
			sent = append(sent, q)
		case isPartImport(q) && len(sent) > 0:
			again = q.Path
		}
	}
	part := x.partImportFirst()
	switch {
	case part != "" && len(sent) > 0:
		return found(PartImportSent, "it sent %s before the default import; a session is for one import, and that one is of a part: send the default import alone", part)
	case part != "":
		return found(PartImportSent, "it sent %s and no default import; the default import has owners, accounts, cards and their rows at once", part)
	case len(sent) == 0 && x.result != nil:
		return found(ImportNotSent, "it never sent the default import of its session")
	case len(sent) > 0 && sent[0].Params["since"] != x.since:
		return found(SinceWrong, "it imported since %q, and was told %s (AISDESK_SINCE)", sent[0].Params["since"], x.since)
	case again != "" && !refused(sent[0]):
		return found(ImportSentTwice, "it sent %s after the default import, which may have begun an import", again)
	case len(sent) > 1 && !refused(sent[0]):
		return found(ImportSentTwice, "it sent the default import %d times, although the first may have begun an import", len(sent))
	}
	return nil
}

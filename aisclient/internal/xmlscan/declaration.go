package xmlscan

import (
	"fmt"
	"strings"
)

// checkDeclaration reads what stands between <?xml and ?>. It returns what is wrong, or nothing.
func checkDeclaration(s string) string {
	for _, name := range []string{"version", "encoding", "standalone"} {
		rest := strings.TrimLeft(s, " \t\r\n")
		after, ok := strings.CutPrefix(rest, name)
		if !ok {
			if name == "version" {
				return "the XML declaration has no version"
			}
			continue
		}
		if len(rest) == len(s) {
			return "the XML declaration is not well-formed"
		}
		after = strings.TrimLeft(after, " \t\r\n")
		after, ok = strings.CutPrefix(after, "=")
		after = strings.TrimLeft(after, " \t\r\n")
		if !ok || after == "" || (after[0] != '"' && after[0] != '\'') {
			return "the XML declaration is not well-formed"
		}
		value, tail, ok := strings.Cut(after[1:], after[:1])
		switch {
		case !ok:
			return "the XML declaration is not well-formed"
		case name == "version" && value != "1.0":
			return fmt.Sprintf("XML version %.20q is not 1.0", value)
		case name == "encoding" && !strings.EqualFold(value, "utf-8"):
			return wrongEncoding(value)
		case name == "standalone" && value != "yes" && value != "no":
			return "the XML declaration is not well-formed"
		}
		s = tail
	}
	if strings.Trim(s, " \t\r\n") != "" {
		return "the XML declaration is not well-formed"
	}
	return ""
}

// SaveAsUTF8 says what to do about a document in another encoding.
const SaveAsUTF8 = `save it as UTF-8, with encoding="utf-8" in its first line`

// wrongEncoding says what to do about a declaration that names another encoding than UTF-8. A document whose
// declaration could be read is not in an encoding of wider characters, whatever it says.
func wrongEncoding(declared string) string {
	shown := fmt.Sprintf("encoding=%.40q", declared)
	for _, wide := range []string{"utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646"} {
		if strings.HasPrefix(strings.ToLower(declared), wide) {
			return "its first line says " + shown + ", which it is not: if it is UTF-8, write that there"
		}
	}
	return "its first line says " + shown + ", and only UTF-8 is read: " + SaveAsUTF8
}

package lexicon

import (
	"fmt"
	"strings"
)

// maxExpansions bounds what the braces of one pattern come to.
const maxExpansions = 4096

// expand writes out the braces of a pattern: "komorni{k,ka}" is "komornik" and "komornika". Blanks count: "pay{, roll}" is "pay" and
// "pay roll".
func expand(p string) ([]string, error) {
	open := strings.IndexByte(p, '{')
	if open < 0 {
		if strings.IndexByte(p, '}') >= 0 {
			return nil, fmt.Errorf("pattern %q closes a brace that is not open", p)
		}
		return []string{p}, nil
	}
	n := strings.IndexByte(p[open:], '}')
	if n < 0 || strings.IndexByte(p[open+1:open+n], '{') >= 0 {
		return nil, fmt.Errorf("pattern %q has a brace that is not closed", p)
	}
	rest, err := expand(p[open+n+1:])
	if err != nil {
		return nil, err
	}
	var out []string
	for alt := range strings.SplitSeq(p[open+1:open+n], ",") {
		for _, r := range rest {
			out = append(out, p[:open]+alt+r)
		}
	}
	if len(out) > maxExpansions {
		return nil, fmt.Errorf("pattern %q comes to more than %d words: split it", p, maxExpansions)
	}
	return out, nil
}

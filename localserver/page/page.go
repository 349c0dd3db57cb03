// Package page holds the files of the link page. They are static: nothing of an attempt is in them, no text of
// anybody is put into them, and they ask nothing of another host.
package page

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"html"
	"path"
)

//go:embed assets
var assets embed.FS

// File is one file of the page: where it is served, with which content type, and its bytes.
type File struct {
	Path, Type string
	Body       []byte
}

var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".svg": "image/svg+xml",
}

// served are the documents' paths: the entry page, which takes the token out of the address, and the page proper.
var served = map[string]string{"entry.html": "/", "index.html": "/sign-in"}

// Files returns every file of the page.
func Files() []File {
	entries, err := assets.ReadDir("assets")
	if err != nil {
		panic(err) // embedded: only a broken build can lack it
	}
	files := make([]File, 0, len(entries))
	for _, e := range entries {
		body, err := assets.ReadFile("assets/" + e.Name())
		if err != nil {
			panic(err)
		}
		if path.Ext(e.Name()) == ".html" {
			body = bytes.Replace(body, []byte(noScripts), noScript(), 1)
		}
		at := cmp.Or(served[e.Name()], "/"+e.Name())
		files = append(files, File{at, types[path.Ext(e.Name())], body})
	}
	return files
}

// noScripts stands in a document where it says, in every language, what is missing without scripts.
const noScripts = "<noscript></noscript>"

// languages are those of the page, in the order in which they are offered.
var languages = []string{"en", "pl", "cs", "es"}

// noScript is what a browser without scripts shows: words.json has every word of the page, and nothing else reads it there.
func noScript() []byte {
	raw, err := assets.ReadFile("assets/words.json")
	var words map[string]map[string]string
	if err == nil {
		err = json.Unmarshal(raw, &words)
	}
	if err != nil {
		panic(err) // embedded: only a broken build can lack it
	}
	b := []byte("<noscript>\n  <div class=\"noscript\">\n")
	for _, l := range languages {
		b = fmt.Appendf(b, "    <p lang=%q>%s</p>\n", l, html.EscapeString(words[l]["noscript"]))
	}
	return append(b, "  </div>\n</noscript>"...)
}

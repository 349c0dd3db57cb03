// Package page holds the files of the link page. They are static: nothing of an attempt is in them, no text of
// anybody is put into them, and they ask nothing of another host.
package page

import (
	"cmp"
	"embed"
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
		at := cmp.Or(served[e.Name()], "/"+e.Name())
		files = append(files, File{at, types[path.Ext(e.Name())], body})
	}
	return files
}

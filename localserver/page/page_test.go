package page

import (
	"encoding/json"
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func file(t *testing.T, path string) string {
	t.Helper()
	for _, f := range Files() {
		if f.Path == path {
			return string(f.Body)
		}
	}
	t.Fatalf("no file %s", path)
	return ""
}

func TestEveryFileHasATypeAndAsksNothingElsewhere(t *testing.T) {
	inline := regexp.MustCompile(`<style|\sstyle=|\son[a-z]+=|javascript:|<script[^>]*>[^<]`)
	for _, f := range Files() {
		if f.Type == "" || len(f.Body) == 0 {
			t.Errorf("%s: type %q, %d bytes", f.Path, f.Type, len(f.Body))
		}
		body := strings.ReplaceAll(string(f.Body), "http://www.w3.org/2000/svg", "")
		for _, outside := range []string{"http:", "https:", "//cdn", "@import", "url("} {
			if strings.Contains(body, outside) {
				t.Errorf("%s reaches outside: %s", f.Path, outside)
			}
		}
		if strings.HasSuffix(f.Type, "html; charset=utf-8") && inline.MatchString(body) {
			t.Errorf("%s holds an inline script or style: %q", f.Path, inline.FindString(body))
		}
		if strings.Contains(body, "innerHTML") || strings.Contains(body, "eval(") {
			t.Errorf("%s makes markup or code out of text", f.Path)
		}
	}
}

func words(t *testing.T) map[string]map[string]string {
	t.Helper()
	var w map[string]map[string]string
	if err := json.Unmarshal([]byte(file(t, "/words.json")), &w); err != nil || len(w) == 0 {
		t.Fatalf("%d languages, %v", len(w), err)
	}
	return w
}

func TestEveryLanguageHasEveryWord(t *testing.T) {
	w := words(t)
	for _, l := range []string{"en", "pl", "cs", "es"} {
		for key, english := range w["en"] {
			s := w[l][key]
			if strings.TrimSpace(s) == "" || (l != "en" && s == english) {
				t.Errorf("%s: %s is %q", l, key, s)
			}
			if strings.Contains(s, "  ") || strings.TrimSpace(s) != s || strings.HasSuffix(s, ".") != strings.HasSuffix(english, ".") {
				t.Errorf("%s: %s is %q, in English %q", l, key, s, english)
			}
		}
		if len(w[l]) != len(w["en"]) {
			t.Errorf("%s has %d words, English %d", l, len(w[l]), len(w["en"]))
		}
		if !strings.Contains(file(t, "/sign-in"), `<option value="`+l+`" lang="`+l+`">`) {
			t.Errorf("%s cannot be chosen", l)
		}
	}
	if len(w) != 4 {
		t.Errorf("%d languages", len(w))
	}
}

func TestEveryWordThatThePageWantsExists(t *testing.T) {
	w := words(t)["en"]
	used := map[string]bool{"noscript": true}
	for _, m := range regexp.MustCompile(`data-(?:word|label)="(\w+)"`).FindAllStringSubmatch(file(t, "/sign-in"), -1) {
		used[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`'(\w+)'`).FindAllStringSubmatch(file(t, "/view.js")+file(t, "/next.js"), -1) {
		if _, ok := w[m[1]]; ok {
			used[m[1]] = true
		} else if regexp.MustCompile(`(Title|Text)$`).MatchString(m[1]) && !slices.Contains([]string{"resultTitle", "resultText", "progressText", "nextText"}, m[1]) {
			t.Errorf("view.js wants the word %s", m[1])
		}
	}
	for key := range used {
		if w[key] == "" {
			t.Errorf("the page wants the word %s", key)
		}
	}
	for key := range w {
		if !used[key] && !slices.Contains([]string{"sandbox", "test"}, key) {
			t.Errorf("no one uses the word %s", key)
		}
	}
}

// Spanish and Czech address the customer formally all through, as the sign-in widget of the sandbox does.
func TestSpanishAndCzechAddressTheCustomerFormally(t *testing.T) {
	informal := map[string]*regexp.Regexp{
		"es": regexp.MustCompile(`(?i)(^|[^\pL])(tu|tus|te|ti|tú|contigo|elige|escribe|puedes|quieres|tienes|haz|inténtalo)($|[^\pL])`),
		"cs": regexp.MustCompile(`(?i)(^|[^\pL])(ty|tě|ti|tobě|tvůj|tvá|tvé|tvoje|můžeš|vyber|potvrď|přihlas|zadej|počkej|zkus|řekni|otevři|povol)($|[^\pL])`),
	}
	for l, r := range informal {
		for key, s := range words(t)[l] {
			if r.MatchString(s) {
				t.Errorf("%s: %s is %q", l, key, s)
			}
		}
	}
}

// Without scripts both documents say in every language what is missing.
func TestWithoutScriptsThePageSaysWhatIsMissing(t *testing.T) {
	for l, w := range words(t) {
		said := `<p lang="` + l + `">` + html.EscapeString(w["noscript"]) + `</p>`
		for _, at := range []string{"/", "/sign-in"} {
			if !strings.Contains(file(t, at), said) {
				t.Errorf("%s does not say %s", at, said)
			}
		}
	}
}

// The English words stand in the page too, for the moment before the words are loaded.
func TestThePageSpeaksEnglishAtFirst(t *testing.T) {
	w := words(t)["en"]
	stand := regexp.MustCompile(`data-word="(\w+)"[^>]*>([^<]*)<`).FindAllStringSubmatch(file(t, "/sign-in"), -1)
	if len(stand) == 0 {
		t.Error("no words stand in the page")
	}
	for _, m := range stand {
		if w[m[1]] != m[2] {
			t.Errorf("%s is %q in the page, %q in the words", m[1], m[2], w[m[1]])
		}
	}
}

func TestContrastOfBothThemes(t *testing.T) {
	css := file(t, "/page.css")
	light := css[:strings.Index(css, "@media")]
	dark := css[strings.Index(css, "@media"):strings.Index(css, "* {")]
	for name, theme := range map[string]string{"light": light, "dark": dark} {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--([\w-]+): (#[0-9a-f]+)`).FindAllStringSubmatch(theme, -1) {
			colour[m[1]] = m[2]
		}
		for _, pair := range [][2]string{{"ink", "ground"}, {"ink", "card"}, {"soft", "ground"}, {"soft", "card"}, {"soft", "tint"}, {"ink", "tint"}, {"on-accent", "accent"},
			{"accent", "card"}, {"accent", "tint"}, {"warn", "warn-tint"}, {"ink", "warn-tint"}, {"good", "good-tint"}, {"bad", "bad-tint"}} {
			if r := contrast(t, colour[pair[0]], colour[pair[1]]); r < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", name, pair[0], pair[1], r)
			}
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, c string) float64 {
	t.Helper()
	c = strings.TrimPrefix(c, "#")
	if len(c) == 3 {
		c = string([]byte{c[0], c[0], c[1], c[1], c[2], c[2]})
	}
	n, err := strconv.ParseUint(c, 16, 24)
	if err != nil || len(c) != 6 {
		t.Fatalf("not a colour: %q", c)
	}
	linear := func(v uint64) float64 {
		s := float64(v&0xff) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}

package localserver

import (
	"strings"

	"aisdesk/aisclient/intake"
)

// settings are what GET /config tells the page. Widget goes to embedKontomatik as it is; the page adds divId
// and the callbacks.
type settings struct {
	Script       string         `json:"script"`
	Widget       map[string]any `json:"widget"`
	Language     string         `json:"language"`
	Environment  string         `json:"environment"`
	PairingCode  string         `json:"pairingCode"`
	Confirm      bool           `json:"confirm"`      // the code is to be told to the terminal
	StartTimeout int64          `json:"startTimeout"` // milliseconds
	AutoImport   bool           `json:"autoImport"`
	AskNext      bool           `json:"askNext"` // once the import is saved: POST /next takes the answer
	Status       tabStatus      `json:"status"`
}

// widgetOptions serialises the options of embedKontomatik. What has no value is left out; the provider's
// script drops null, but an option that is not there cannot be misread. The psd2 object carries accessMode,
// maxImportDate and forceSca (assumed: the provider's option table is not public).
func widgetOptions(client string, req intake.Request) map[string]any {
	w := req.Widget
	m := map[string]any{"client": client}
	words := map[string]string{
		"ownerExternalId": req.OwnerExternalID, "locale": w.Locale, "country": w.Country, "target": w.Target,
		"clientIdentity": w.ClientIdentity, "layout": w.Layout,
	}
	for name, v := range words {
		if v != "" {
			m[name] = v
		}
	}
	switches(m, map[string]*bool{
		"showFavicons": w.ShowFavicons, "showScreenshots": w.ShowScreenshots, "screenshotZoomIn": w.ScreenshotZoomIn,
		"showTargetMissingOption": w.ShowTargetMissing, "showTargetMissingForm": w.ShowTargetMissingForm,
		"showDefaultTarget": w.ShowDefaultTarget, "showBetaQualityLabels": w.ShowBetaQualityLabels,
		"dynamicHeight": w.DynamicHeight, "forceTestCredentials": w.ForceTestCredentials,
	})
	if len(w.Styles) > 0 {
		m["styles"] = w.Styles
	}
	if w.AutoImport > 0 {
		m["autoImport"] = w.AutoImport
	}
	if p := psd2(w); len(p) > 0 {
		m["psd2"] = p
	}
	return m
}

func psd2(w intake.WidgetOptions) map[string]any {
	p := map[string]any{}
	if w.AccessMode != "" {
		p["accessMode"] = w.AccessMode
	}
	if !w.MaxImportDate.Empty() {
		p["maxImportDate"] = w.MaxImportDate.String()
	}
	switches(p, map[string]*bool{"forceSca": w.ForceSCA})
	return p
}

func switches(m map[string]any, from map[string]*bool) {
	for name, v := range from {
		if v != nil {
			m[name] = *v
		}
	}
}

// languageOfLocale maps the widget's locales to the page's languages; the provider calls Czech cz and has
// Spanish of Mexico as mx.
var languageOfLocale = map[string]string{"en": "en", "pl": "pl", "cs": "cs", "cz": "cs", "es": "es", "mx": "es"}

// pageLanguage picks the page's language; empty leaves it to the browser.
func pageLanguage(language, locale string) string {
	for _, s := range []string{language, locale} {
		s, _, _ = strings.Cut(strings.ToLower(s), "-")
		if l := languageOfLocale[s]; l != "" {
			return l
		}
	}
	return ""
}

package scenario

import "strings"

// translations holds the messages in the language of the target's country. Errors that only a developer can cause have
// none, and neither have the other countries.
var translations = map[string]map[string]string{
	"pl": {
		"SessionExpired":                  "Sesja w banku wygasła.",
		"ServiceMaintenance":              "Trwają prace serwisowe.",
		"ServiceTemporarilyUnavailable":   "Bank jest chwilowo niedostępny.",
		"InvalidCredentials":              "Nieprawidłowy login lub hasło.",
		"AccessBlocked":                   "Dostęp został zablokowany przez bank.",
		"AccessTemporarilyBlocked":        "Dostęp został czasowo zablokowany.",
		"ManualActionRequired":            "Zaloguj się do banku i potwierdź komunikaty.",
		"TargetCredentialsMismatch":       "Dane logowania należą do innego serwisu banku.",
		"UnsupportedLoginMethod":          "Metoda logowania nie jest obsługiwana.",
		"UnsupportedLanguage":             "Język serwisu bankowego nie jest obsługiwany.",
		"InsufficientIdentificationLevel": "Tożsamość nie jest dostatecznie potwierdzona.",
	},
	"cz": {
		"SessionExpired":                  "Relace v bance vypršela.",
		"ServiceMaintenance":              "Probíhá údržba služby.",
		"ServiceTemporarilyUnavailable":   "Banka je dočasně nedostupná.",
		"InvalidCredentials":              "Nesprávné přihlašovací jméno nebo heslo.",
		"AccessBlocked":                   "Banka přístup zablokovala.",
		"AccessTemporarilyBlocked":        "Přístup je dočasně zablokován.",
		"ManualActionRequired":            "Přihlaste se do banky a potvrďte oznámení.",
		"TargetCredentialsMismatch":       "Přihlašovací údaje patří k jiné službě banky.",
		"UnsupportedLoginMethod":          "Způsob přihlášení není podporován.",
		"UnsupportedLanguage":             "Jazyk bankovnictví není podporován.",
		"InsufficientIdentificationLevel": "Totožnost není dostatečně ověřena.",
	},
	"es": {
		"SessionExpired":                  "La sesión con el banco ha caducado.",
		"ServiceMaintenance":              "El servicio está en mantenimiento.",
		"ServiceTemporarilyUnavailable":   "El banco no está disponible en este momento.",
		"InvalidCredentials":              "Usuario o contraseña incorrectos.",
		"AccessBlocked":                   "El banco ha bloqueado el acceso.",
		"AccessTemporarilyBlocked":        "El acceso está bloqueado temporalmente.",
		"ManualActionRequired":            "Entre en su banco y confirme los avisos.",
		"TargetCredentialsMismatch":       "Los datos de acceso son de otro servicio del banco.",
		"UnsupportedLoginMethod":          "El método de acceso no es compatible.",
		"UnsupportedLanguage":             "El idioma de la banca no es compatible.",
		"InsufficientIdentificationLevel": "La identidad no está suficientemente verificada.",
	},
}

// Translation is the message of an exception in the language of a country; "" where there is none.
func Translation(country, exception string) string { return translations[country][exception] }

// Spoil spoils a refusal's messages where the scenario spoils every text.
func (e *Behaviour) Spoil(r *Refusal) *Refusal {
	texts := map[string][]string{"unicode": unicodeTexts, "hostile": hostileTexts}[e.text]
	if texts == nil {
		return r
	}
	said := *r
	said.Message, said.Friendly = strings.Join(texts[:6], " "), strings.Join(texts[6:], " ")
	return &said
}

// Translated is the refusal in the language of a country.
func (r *Refusal) Translated(country string) *Refusal {
	said := *r
	said.Friendly = Translation(country, r.Name)
	return &said
}

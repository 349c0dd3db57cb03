package api

import (
	"cmp"
	"slices"
	"strings"

	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// importCommands are the commands of every target. EnterCredentialCommand is the widget's own and not served.
var importCommands = []string{"DefaultImportCommand", "EnterCredentialCommand", "ImportOwnersDetailsCommand", "ImportAccountsCommand",
	"ImportAccountTransactionsCommand", "ImportCreditCardsCommand", "ImportCreditCardTransactionsCommand"}

// catalog lists the banks of a country that are available in an access mode.
func catalog(c *call) answer {
	country := strings.ToLower(c.params.Get("country"))
	mode := strings.ToUpper(c.params.Get("accessMode"))
	if !state.KnownAccessMode(mode) {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Parameter accessMode is none of SINGLE, MULTIPLE and MIXED.")}
	}
	if f := c.params.Get("favicons"); f != "" && f != "true" && f != "false" {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Parameter favicons is neither true nor false.")}
	}
	return answer{schema: "get_command_catalog.xsd", xml: func(x *xmlWriter) {
		x.open("targets")
		for _, l := range state.Catalogue {
			if (country == "" || country == "all" || country == l.Country) && state.Offers(l.Target, mode) {
				writeListing(x, l)
			}
		}
		x.close("targets")
	}}
}

func writeListing(x *xmlWriter, l state.Listing) {
	x.open("target", attr{"country", l.Country}, attr{"name", l.Name}, attr{"institution", l.Institution}, attr{"officialName", l.OfficialName},
		attr{"officialUrl", l.OfficialURL}, attr{"loginName", l.LoginName}, whenTrue("beta", l.Beta), whenTrue("psd2", l.PSD2))
	x.open("supportedAccountTypes")
	for _, t := range l.Types {
		x.empty("supportedAccountType", attr{"name", t})
	}
	x.close("supportedAccountTypes")
	x.open("commands")
	for _, name := range importCommands {
		if strings.Contains(name, "CreditCard") && !l.Cards() {
			continue
		}
		x.empty("command", attr{"name", name})
	}
	if l.SignOut {
		x.empty("command", attr{"name", "SignOutCommand"})
	}
	x.close("commands")
	writeCredentials(x, l)
	x.close("target")
}

// writeCredentials tells what a bank asks for: companies have a login of their own kind, and what is asked on the bank's own page
// has one option without a name.
func writeCredentials(x *xmlWriter, l state.Listing) {
	kind, name := "STATIC_LOGIN", cmp.Or(l.LoginName, "Login")
	switch {
	case l.LoginAtBank():
		kind, name = "API_SETUP", ""
	case slices.Equal(l.Types, state.Companies):
		kind = "COMPANY_LOGIN"
	}
	x.open("credentialsMetadata")
	x.open("credentialMetadata", attr{"kind", kind})
	x.leaf("name", name)
	x.leaf("supported", "true")
	x.leaf("asterisked", "false")
	x.close("credentialMetadata")
	x.close("credentialsMetadata")
}

// whenTrue is an attribute that is present only when it is true.
func whenTrue(name string, yes bool) attr {
	if yes {
		return attr{name, "true"}
	}
	return attr{}
}

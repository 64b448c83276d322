/// What a new draft begins with. Texts between square brackets are blanks.
enum DraftTemplate {
    static let yaml = parties + promises + hours + reach + conduct + money

    private static let parties = """
        # A service level agreement for support. Fill in every "[blank]".
        # `duly agreement check` lists what is left.
        # Every period names its unit: 2 business hours, 3 business days, 30 calendar days.
        provider:
          name: <provider>
          address: "[street, place and country]"
          email: "[office@provider.example]"
          notice_address: "[address to which notice is mailed]"
          # phone: "+49 40 5550100"
          signatories:
            - name: "[who signs for the provider]"
              title: "[title]"
              email: "[address]"
        customer:
          name: <customer>
          address: "[street, place and country]"
          email: "[office@customer.example]"
          notice_address: "[address to which notice is mailed]"
          signatories:
            - name: "[who signs for the customer]"
              title: "[title]"
              email: "[address]"
        effective: "[date like 2026-12-25]"
        currency: "[code of ISO 4217 like EUR]"
        monthly_fee: "[amount like 1200.00 EUR]"
        # One severity alone is valid. Those there are: critical, high, normal, low.
        severities:
          - severity: normal
            definition: A function is impaired, or a question holds up somebody's work.
            example: "[an example from the customer's work]"

        """

    private static let promises = """
        # Clause A.1: in business hours, from receipt.
        acknowledge:
          within: 2 business hours
          by_severity: {}
          # yes: an automatic receipt counts as acknowledgment. It is printed in bold.
          automatic: no
        # Clause A.2. Counting: same-time, end-of-nth, or n-times-day of 8 business hours.
        resolve:
          within: 3 business days, same-time
          by_severity: {}
          from: acknowledgment
          # commitment, or target: a target gives no credits.
          binding: commitment
          extensions:
            grounds:
              - A change to the product must be built and tested
            max_each: 18 business hours
            max_total: 45 business hours
          reopen_within: 5 business days, end-of-nth

        """

    private static let hours = """
        # Clauses A.3 and D. Hours like 09:00-12:00, 13:00-18:00; 22:00-06:00 runs over midnight.
        hours:
          zone: "[zone like Europe/Berlin]"
          weekly:
            mon: 09:00-18:00
            tue: 09:00-18:00
            wed: 09:00-18:00
            thu: 09:00-18:00
            fri: 09:00-18:00
          # Dates with names: 2026-12-25: Christmas Day
          holidays: {}
          # Dates with other hours: 2026-12-24: 09:00-12:00, or closed
          special: {}
          # Changes from a date on: {from: 2026-07-01, weekly: {mon: 08:00-17:00}}
          amendments: []
          # Bounds inside which both parties may adjust the hours.
          earliest_opening: 07:00
          latest_closing: 20:00

        """

    private static let reach = """
        # Clause B. Leave portal, phone and chat_hours out where there are none.
        channels:
          support_addresses:
            - "[support@provider.example]"
        # Clause C. The first category is the one an inquiry begins with.
        scope:
          categories: [technical, usage, account, general]
          out_of_scope:
            - Custom development
            - Configuration that differs from the standard product
          offer: The provider names a price and a date for such work, and begins when both are accepted.
        # Clause E. Rules: when: 80 % used, or breach.
        escalation:
          tiers:
            - {tier: 1, name: First line, groups: ["[group]"]}
            - {tier: 2, name: Senior support, groups: ["[group]"]}
            - {tier: 3, name: Specialists and managers, groups: ["[group]"]}
          rules:
            - {promise: resolution, when: 80 % used, to: 2}
          warnings: [50 %, 90 %]
          quiet_when_closed: yes
          # yes: whoever asked is mailed when a promise breaks.
          breach_mail: no

        """

    private static let conduct = """
        # Clause F: targets, and when customers are asked for a rating.
        figures:
          acknowledgment_target: 95 %
          resolution_target: 90 %
          satisfaction_target: 4.20
          survey_after: 9 business hours
        # Clause G: what the customer gives, by category, and what silence does.
        duties:
          required:
            technical:
              - What was done, what was expected, and what happened instead
          remind_after: 3 business days, end-of-nth
          close_after: 5 business days, end-of-nth
        # Clause H.
        exclusions:
          grounds: [Third party, Misuse or negligence, Force majeure]
        # Clause I.
        ending:
          notice: 30 calendar days
        # Clause J. remedy: sole, or set-off against damages.
        legal:
          governing_law: "[the law of a country]"
          liability_limit: "[an amount, or how it is reckoned]"
          data_protection: "[who processes what for whom, or the name of your agreement about it]"
          retention: 36 months
          remedy: set-off

        """

    private static let money = """
        # Clause K: worth is a share of the monthly fee (5 %) or an amount (50.00 EUR), in all,
        # from that much past the promised time on.
        credits:
          rows:
            - promise: resolution
              severity: normal
              bands:
                - {from: 0 business hours, worth: 1 %}
                - {from: 27 business hours, worth: 3 %}
          monthly_cap: 25 %
          yearly_cap: 15 %
          # both, or highest, of an inquiry's two promises.
          per_ticket: both
          # automatic, or claimed.
          claiming: automatic
          claim_window: 30 calendar days
          expiry: 12 months
        # Prose beside a clause that the program does not run: {clause: J, text: ..., handled_by_hand: who}
        conditions: []

        """
}

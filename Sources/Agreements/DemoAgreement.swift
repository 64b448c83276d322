/// The agreement that a new desk opens with: Harbor Software supports Acme.
public enum DemoAgreement {
    public static let yaml = """
        provider:
          name: Harbor Software GmbH
          address: "Am Sandtorkai 50\\n20457 Hamburg\\nGermany"
          email: office@harbor.example
          notice_address: notices@harbor.example
          phone: "+49 40 5550100"
          signatories:
            - name: Mara Voss
              title: Head of Support
              email: mara@harbor.example
        customer:
          name: Acme Ltd
          address: "12 Mill Lane\\nLeeds LS1 4DT\\nUnited Kingdom"
          email: office@acme.example
          notice_address: legal@acme.example
          phone: "+44 113 5550100"
          signatories:
            - name: Carla Reyes
              title: Operations Director
              email: carla@acme.example
        effective: 2026-01-01
        currency: EUR
        monthly_fee: 1200.00 EUR
        severities:
          - severity: critical
            definition: The product can't be used, or data is being lost, and there is no way around it.
            example: Nobody at the customer can sign in.
          - severity: high
            definition: An important function fails, and the way around it costs the customer much work.
            example: Invoices can be written but not sent.
          - severity: normal
            definition: A function is impaired, or a question holds up somebody's work.
            example: A report shows last week's figures instead of this week's.
          - severity: low
            definition: A question, a wish, or a flaw that holds up nobody.
            example: A label is misspelt.
        acknowledge:
          within: 2 business hours
          by_severity:
            critical: 30 business minutes
            high: 1 business hour
          automatic: no
        resolve:
          within: 3 business days, same-time
          by_severity:
            critical: 8 business hours
            high: 1 business day, same-time
          from: acknowledgment
          binding: commitment
          extensions:
            grounds:
              - The cause lies in several parts of the product
              - A change to the product must be built and tested
              - A specialist of tier 3 is needed
            max_each: 18 business hours
            max_total: 45 business hours
          reopen_within: 5 business days, end-of-nth
        hours:
          zone: Europe/Berlin
          weekly:
            mon: 09:00-18:00
            tue: 09:00-18:00
            wed: 09:00-18:00
            thu: 09:00-18:00
            fri: 09:00-18:00
        """ + holidays + channels + ends

    private static let holidays = """

          holidays:
            2026-01-01: New Year's Day
            2026-04-03: Good Friday
            2026-04-06: Easter Monday
            2026-05-01: Labour Day
            2026-05-14: Ascension Day
            2026-05-25: Whit Monday
            2026-10-03: German Unity Day
            2026-10-31: Reformation Day
            2026-12-25: Christmas Day
            2026-12-26: Second Day of Christmas
            2027-01-01: New Year's Day
            2027-03-26: Good Friday
            2027-03-29: Easter Monday
            2027-05-01: Labour Day
            2027-05-06: Ascension Day
            2027-05-17: Whit Monday
            2027-10-03: German Unity Day
            2027-10-31: Reformation Day
            2027-12-25: Christmas Day
            2027-12-26: Second Day of Christmas
          special:
            2026-12-24: 09:00-12:00
            2026-12-31: 09:00-12:00
            2027-12-24: 09:00-12:00
            2027-12-31: 09:00-12:00
          amendments: []
          earliest_opening: 07:00
          latest_closing: 20:00
        """

    private static let channels = """

        channels:
          support_addresses:
            - support@harbor.example
          portal: https://support.harbor.example
          phone: "+49 40 5550111"
          chat_hours:
            mon: 10:00-16:00
            tue: 10:00-16:00
            wed: 10:00-16:00
            thu: 10:00-16:00
            fri: 10:00-16:00
        scope:
          categories: [technical, usage, account, general]
          out_of_scope:
            - Custom development
            - Configuration that differs from the standard product
          offer: The provider names a price and a date for such work, and begins when both are accepted.
        escalation:
          tiers:
            - tier: 1
              name: First line
              groups: [Front desk]
            - tier: 2
              name: Senior support
              groups: [Senior support]
            - tier: 3
              name: Specialists and managers
              groups: [Specialists, Managers]
          rules:
            - promise: acknowledgment
              when: 75 % used
              to: 2
            - promise: resolution
              when: 80 % used
              to: 2
            - promise: resolution
              when: breach
              to: 3
          warnings: [50 %, 90 %]
          quiet_when_closed: yes
        """

    private static let ends = """

        figures:
          acknowledgment_target: 95 %
          resolution_target: 90 %
          satisfaction_target: 4.20
          survey_after: 9 business hours
        duties:
          required:
            technical:
              - What was done, what was expected, and what happened instead
              - The time at which it happened
            account:
              - The name of the account
          remind_after: 3 business days, end-of-nth
          close_after: 5 business days, end-of-nth
        exclusions:
          grounds:
            - Third party
            - Misuse or negligence
            - Force majeure
        ending:
          notice: 30 calendar days
        legal:
          governing_law: the law of Germany
          liability_limit: the fees paid under this agreement in the twelve months before the event
          data_protection: >-
            The provider processes personal data only to give support, on the customer's instructions, under
            the parties' data processing agreement.
          retention: 36 months
          remedy: set-off
        credits:
          rows:
            - promise: acknowledgment
              severity: critical
              bands:
                - {from: 0 business hours, worth: 2 %}
                - {from: 1 business hour, worth: 5 %}
            - promise: acknowledgment
              severity: high
              bands:
                - {from: 0 business hours, worth: 1 %}
                - {from: 4 business hours, worth: 2 %}
            - promise: acknowledgment
              severity: normal
              bands:
                - {from: 0 business hours, worth: 0.50 %}
            - promise: resolution
              severity: critical
              bands:
                - {from: 0 business hours, worth: 5 %}
                - {from: 9 business hours, worth: 10 %}
                - {from: 27 business hours, worth: 15 %}
            - promise: resolution
              severity: high
              bands:
                - {from: 0 business hours, worth: 3 %}
                - {from: 18 business hours, worth: 6 %}
            - promise: resolution
              severity: normal
              bands:
                - {from: 0 business hours, worth: 1 %}
                - {from: 27 business hours, worth: 3 %}
          monthly_cap: 25 %
          yearly_cap: 15 %
          per_ticket: both
          claiming: automatic
          claim_window: 30 calendar days
          expiry: 12 months
        conditions: []

        """
}

extension Terms {
    /// The demo agreement's terms.
    public static let demo: Terms = {
        do {
            return try Terms(yaml: DemoAgreement.yaml)
        } catch {
            preconditionFailure("The demo agreement must be readable: \(error)")
        }
    }()
}

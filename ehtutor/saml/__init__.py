"""What a SAML message is: its values, its XML, its signature and how it travels. Start at `sealed`, the door.

The only package that knows lxml, signxml and cryptography; it knows nothing of roles, rules or lessons.
"""

/**
 * Any site that describes its listings in the words of schema.org or Open Graph. {@link
 * dev.souk.scraper.schemaorg.SchemaOrgSource} is the way in.
 */
@NullMarked
package dev.souk.scraper.schemaorg;

import org.jspecify.annotations.NullMarked;

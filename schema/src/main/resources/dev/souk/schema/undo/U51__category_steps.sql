DROP INDEX listing_attributes_steps;
